-- Of those that were set up when it was not kept which secret the CRM has nobody knows until it
-- shows or takes one: no time stands for it, as it did since V31.
alter table crm_webhook_endpoint add column unheard boolean not null default false;
select set_config('app.tenant', '*', true);
update crm_webhook_endpoint set unheard = true, previous_seen_at = null, older_seen_at = null
where taken_at is null and seen_at is null and previous_taken_at is null
  and older_taken_at is null and coalesce(previous_seen_at = previous_at, true)
  and coalesce(older_seen_at = older_at, true);

-- When what the CRM was asked for was looked at last, and what of it was found: events that it
-- tells no more, and events that it was never asked for; when that was mended last, and since when
-- people are told that it could not be.
alter table crm_webhook_endpoint
  add column looked_at timestamptz,
  add column standing_at timestamptz,
  add column suspended int not null default 0,
  add column missing int not null default 0,
  add column repaired_at timestamptz,
  add column told_at timestamptz;
create index crm_webhook_endpoint_look on crm_webhook_endpoint (looked_at nulls first);

-- A deal that is closed is looked for by its id.
create index crm_creation_of_deal on crm_creation (tenant, deal_id) where deal_id is not null;
