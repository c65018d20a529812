-- Why the CRM last did not do what was asked, and when.
alter table crm_connection add column fault text;
alter table crm_connection add column fault_at timestamptz;
