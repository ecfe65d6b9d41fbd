-- Runs on H2 and PostgreSQL.

-- Fifty labels of the longest kind, every character escaped.
alter table job alter column labels set data type varchar(100000);
alter table model_version alter column labels set data type varchar(100000);

-- Choices are spelt in small letters.
update job set configuration = replace(configuration, '"cellInput":"CENTERED_TWO"', '"cellInput":"centered-two"');
update job set configuration = replace(configuration, '"cellInput":"CENTERED_ONE"', '"cellInput":"centered-one"');
update job set configuration = replace(configuration, '"cellInput":"UNIT"', '"cellInput":"unit"');
update job set configuration = replace(configuration, '"cellInput":"IDENTITY"', '"cellInput":"identity"');
update job set configuration = replace(configuration, '"cellOutput":"CENTERED_TWO"', '"cellOutput":"centered-two"');
update job set configuration = replace(configuration, '"cellOutput":"CENTERED_ONE"', '"cellOutput":"centered-one"');
update job set configuration = replace(configuration, '"cellOutput":"UNIT"', '"cellOutput":"unit"');
update job set configuration = replace(configuration, '"cellOutput":"IDENTITY"', '"cellOutput":"identity"');
update job set configuration = replace(configuration, '"reference":"BEST"', '"reference":"best"');
update job set configuration = replace(configuration, '"reference":"PREVIOUS"', '"reference":"previous"');
