-- Whom a contact works for, as the CRM says; kept with its name.
alter table contact_link add column contact_company text;
