-- Runs on H2 and PostgreSQL.

alter table job add column owner varchar(100) default 'public' not null;
alter table job add column retry_of varchar(40);
alter table job add column event_count integer default 0 not null;
create index job_by_owner on job (owner, status);

alter table run add column owner varchar(100) default 'public' not null;
-- Which entry of the queue stands for this run: every queueing has a new number.
alter table run add column ticket integer default 1 not null;
-- Grows with each taking-up; a worker that writes with an older one has lost the run.
alter table run add column fence bigint default 0 not null;
-- Workers lost since the latest checkpoint.
alter table run add column losses integer default 0 not null;
-- Place in the fair order between owners.
alter table run add column queue_round bigint default 0 not null;
alter table run add column runtime_millis bigint default 0 not null;
-- Grows with every report of the worker.
alter table run add column reports bigint default 0 not null;

drop index run_by_status;
create index run_by_round on run (status, queue_round);
create index run_by_owner on run (status, owner, queue_round);

create table checkpoint (
  id varchar(40) primary key,
  run_id varchar(40) not null references run (id) on delete cascade,
  step bigint not null,
  validation_loss double precision,
  runtime_millis bigint not null,
  metric_positions varchar(10000) not null,
  digest varchar(64) not null,
  byte_count bigint not null,
  content bytea not null,
  created_at timestamp(6) with time zone not null
);

create index checkpoint_by_run on checkpoint (run_id, step);

create table job_event (
  job_id varchar(40) not null references job (id) on delete cascade,
  event_number integer not null,
  kind varchar(40) not null,
  content varchar(4000) not null,
  created_at timestamp(6) with time zone not null,
  primary key (job_id, event_number)
);

create table metric_segment (
  run_id varchar(40) not null references run (id) on delete cascade,
  name varchar(60) not null,
  -- 0 for the points themselves; each level above holds the extremes of the one below.
  detail_level integer not null,
  segment_index integer not null,
  point_count integer not null,
  packed boolean not null,
  content bytea not null,
  primary key (run_id, name, detail_level, segment_index)
);

insert into metric_segment (run_id, name, detail_level, segment_index, point_count, packed, content)
  select run_id, name, 0, chunk_index, point_count, false, content from metric_chunk;

drop table metric_chunk;

create table idempotency_key (
  id varchar(64) primary key,
  request_digest varchar(64) not null,
  job_id varchar(40) not null,
  created_at timestamp(6) with time zone not null
);

create index idempotency_key_by_age on idempotency_key (created_at);
