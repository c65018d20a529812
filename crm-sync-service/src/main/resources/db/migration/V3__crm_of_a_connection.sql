-- Which CRM an organization has connected.
alter table crm_connection add column crm text not null default 'rdstation';
