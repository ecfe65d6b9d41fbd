alter table dataset add column warnings varchar(100000) default '[]' not null;
