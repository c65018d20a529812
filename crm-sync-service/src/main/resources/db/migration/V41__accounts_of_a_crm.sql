-- Which account of which CRM is connected: what is begun in one is written in no other. The first
-- has the name of the CRM, those after it the number by which they were entered as well.
alter table crm_connection add column account_number int not null default 0;
alter table crm_connection add column account text generated always as
  (case when account_number = 0 then crm else crm || '#' || account_number::text end) stored;
