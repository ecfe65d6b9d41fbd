-- Runs on H2 and PostgreSQL.

-- What a job is shown under: its label experiment, else the published experiment it repeats, else Default.
alter table job add column experiment_name varchar(200) default 'Default' not null;
update job set experiment_name = experiment where experiment is not null;
update job set experiment_name =
    substring(
      substring(labels from position('"experiment":"' in labels) + 14)
      from 1 for position('"' in substring(labels from position('"experiment":"' in labels) + 14)) - 1)
  where labels like '%"experiment":"_%' and labels not like '%"experiment":""%' and position('\' in labels) = 0;
create index job_by_experiment_name on job (experiment_name, id);

alter table run add column experiment_name varchar(200) default 'Default' not null;
update run set experiment_name = (select job.experiment_name from job where job.id = run.job_id);
create index run_by_experiment_name on run (experiment_name, id);

create index model_version_by_run on model_version (run_id);

alter table model_version add column labels varchar(10000) default '{}' not null;

-- Kernels, Java version and build that made the weights; not known of older ones.
alter table artifact add column origin varchar(1000);
