-- A version that was imported has neither job nor run here; what its file said of itself stands in their place.
alter table model_version alter column job_id drop not null;
alter table model_version alter column run_id drop not null;
alter table model_version add column imported varchar(4000);
