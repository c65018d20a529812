-- What is known of the CRM having each of the live secrets of its webhooks, and a third one: the
-- one that the CRM has stays, however many renewals end halfway.
alter table crm_webhook_endpoint
  add column taken_at timestamptz,
  add column seen_at timestamptz,
  add column previous_taken_at timestamptz,
  add column previous_seen_at timestamptz,
  add column older_hash text,
  add column older_at timestamptz,
  add column older_taken_at timestamptz,
  add column older_seen_at timestamptz;

-- Of those that were set up before nobody knows: the one before counts as seen when it was made.
select set_config('app.tenant', '*', true);
update crm_webhook_endpoint set previous_seen_at = previous_at where previous_hash is not null;
