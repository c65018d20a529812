-- What was made for the person: the CRM's lists may not name it yet. Null while it is being made.
alter table crm_creation add column contact_id text, add column deal_id text;
