-- Runs unchanged on H2 and PostgreSQL. Keys are made by the application: after a crash an H2 sequence may fall behind its rows.

create table dataset (
  id varchar(40) primary key,
  name varchar(100) not null unique,
  bundled boolean not null,
  digest varchar(64) not null,
  byte_count bigint not null,
  row_count integer not null,
  csv_format varchar(1000000) not null,
  columns varchar(1000000) not null,
  created_at timestamp(6) with time zone not null
);

create table dataset_chunk (
  dataset_id varchar(40) not null references dataset (id) on delete cascade,
  chunk_index integer not null,
  content bytea not null,
  primary key (dataset_id, chunk_index)
);

create table job (
  id varchar(40) primary key,
  version bigint not null,
  name varchar(200) not null,
  model varchar(100),
  labels varchar(10000) not null,
  configuration varchar(1000000) not null,
  dataset_id varchar(40),
  experiment varchar(100),
  status varchar(20) not null,
  reason varchar(40),
  detail varchar(2000),
  priority integer not null,
  trials integer not null,
  transitions varchar(100000) not null,
  created_at timestamp(6) with time zone not null,
  started_at timestamp(6) with time zone,
  finished_at timestamp(6) with time zone
);

create index job_by_status on job (status, id);
create index job_by_dataset on job (dataset_id);
create index job_by_experiment on job (experiment, id);

create table run (
  id varchar(40) primary key,
  version bigint not null,
  job_id varchar(40) not null references job (id) on delete cascade,
  trial integer not null,
  seed bigint not null,
  status varchar(20) not null,
  reason varchar(40),
  detail varchar(2000),
  attempt integer not null,
  progress varchar(2000),
  result varchar(1000000),
  weights_digest varchar(64),
  artifact_id varchar(64),
  created_at timestamp(6) with time zone not null,
  started_at timestamp(6) with time zone,
  finished_at timestamp(6) with time zone,
  unique (job_id, trial)
);

create index run_by_status on run (status);

create table metric_chunk (
  run_id varchar(40) not null references run (id) on delete cascade,
  name varchar(60) not null,
  chunk_index integer not null,
  point_count integer not null,
  content bytea not null,
  primary key (run_id, name, chunk_index)
);

create table artifact (
  id varchar(64) primary key,
  weights_digest varchar(64) not null,
  weights bytea not null,
  predictor varchar(1000000) not null,
  parameter_count integer not null
);

create table model_version (
  name varchar(100) not null,
  version integer not null,
  job_id varchar(40) not null,
  run_id varchar(40) not null,
  artifact_id varchar(64) not null references artifact (id),
  result varchar(1000000),
  created_at timestamp(6) with time zone not null,
  primary key (name, version)
);

-- The table of db-scheduler 16.
create table scheduled_tasks (
  task_name varchar(100) not null,
  task_instance varchar(100) not null,
  task_data bytea,
  execution_time timestamp(6) with time zone not null,
  picked boolean not null,
  picked_by varchar(200),
  last_success timestamp(6) with time zone,
  last_failure timestamp(6) with time zone,
  consecutive_failures integer,
  last_heartbeat timestamp(6) with time zone,
  version bigint not null,
  priority smallint,
  primary key (task_name, task_instance)
);

create index scheduled_tasks_by_priority on scheduled_tasks (priority desc, execution_time);
create index scheduled_tasks_by_heartbeat on scheduled_tasks (last_heartbeat);
