-- When a person last sent the note on its way again; null for never.
alter table activity add column redriven_at timestamptz;

-- Of how many calls people were last told; 0 while nothing is open.
alter table crm_drift add column told bigint not null default 0;
select set_config('app.tenant', '*', true);
update crm_drift set told = late + missing;
