-- Prediction sessions. Their state lives in the memory of the instance that keeps them; after a clean stop it is here.
create table prediction_session (
  id varchar(40) primary key,
  owner varchar(100) not null,
  model varchar(100) not null,
  version integer not null,
  status varchar(10) not null,
  instance varchar(40) not null,
  idle_seconds integer not null,
  step bigint not null,
  last_used_at timestamp(6) with time zone not null,
  created_at timestamp(6) with time zone not null,
  state bytea
);

create index prediction_session_owner on prediction_session (owner, id);
