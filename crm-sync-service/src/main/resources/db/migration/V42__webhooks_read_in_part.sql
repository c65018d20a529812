-- A webhook of which a part could not be read.
alter table crm_webhook drop constraint crm_webhook_outcome_check;
alter table crm_webhook add constraint crm_webhook_outcome_check check (outcome in
  ('applied', 'echo', 'late', 'ignored', 'unknown', 'given-up', 'read-in-part')) not valid;
