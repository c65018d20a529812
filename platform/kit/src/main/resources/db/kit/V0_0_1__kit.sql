-- Tables of the kit, owned by each service's own database.

-- The second wall between organizations. Call it for every table that has a column
-- "tenant text not null". A session sees the rows of app.tenant; '*' sees all (relays, janitors).
-- FORCE applies it to the owner too, so a migration that writes rows first says
--   select set_config('app.tenant', '*', true);
create function kit_protect(table_name text) returns void language plpgsql as $$
begin
  execute format('alter table %I enable row level security', table_name);
  execute format('alter table %I force row level security', table_name);
  execute format(
    'create policy one_tenant on %I using (tenant = current_setting(''app.tenant'', true) '
    'or current_setting(''app.tenant'', true) = ''*'')', table_name);
end
$$;

-- The services run as a role that owns nothing.
grant usage on schema public to "${app_role}";
alter default privileges in schema public
  grant select, insert, update, delete on tables to "${app_role}";
alter default privileges in schema public grant usage, select on sequences to "${app_role}";

create table inbox (
  consumer   text not null,
  event_id   text not null,
  tenant     text not null,
  applied_at timestamptz not null default now(),
  -- With the tenant, so that no organization can use up the ids of another.
  primary key (tenant, consumer, event_id)
);
create index inbox_age on inbox (applied_at);
select kit_protect('inbox');

create table outbox (
  seq             bigint generated always as identity primary key,
  id              text not null unique,
  tenant          text not null,
  topic           text not null,
  record_key      text not null,
  type            text not null,
  headers         text not null,
  payload         text not null,
  partition       int not null,
  created_at      timestamptz not null default now(),
  attempts        int not null default 0,
  next_attempt_at timestamptz,
  sent_at         timestamptz,
  last_error      text
);
create index outbox_unsent on outbox (partition, seq) where sent_at is null;
create index outbox_unsent_key on outbox (record_key, seq) where sent_at is null;
create index outbox_sent on outbox (sent_at) where sent_at is not null;
select kit_protect('outbox');

create function kit_wake_relay() returns trigger language plpgsql as $$
begin
  perform pg_notify('kit_outbox', '');
  return null;
end
$$;
create trigger outbox_wake after insert on outbox
  for each statement execute function kit_wake_relay();

create table idempotency (
  tenant       text not null,
  endpoint     text not null,
  idem_key     text not null,
  request_hash text not null,
  status       int,
  body         text,
  headers      text,
  created_at   timestamptz not null default now(),
  primary key (tenant, endpoint, idem_key)
);
create index idempotency_age on idempotency (created_at);
select kit_protect('idempotency');
