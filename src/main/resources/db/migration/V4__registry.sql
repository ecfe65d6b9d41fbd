-- The highest number that a version of a model ever had: numbers are not given twice.
create table model_number (
  name varchar(100) primary key,
  last_version integer not null
);

insert into model_number (name, last_version)
  select name, max(version) from model_version group by name;

alter table model_version add column note varchar(4000);

create table model_alias (
  name varchar(100) not null,
  alias varchar(100) not null,
  version integer not null,
  primary key (name, alias),
  foreign key (name, version) references model_version (name, version)
);
