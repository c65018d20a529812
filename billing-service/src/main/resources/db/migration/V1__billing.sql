-- Reference data is the operator's: no organization owns it, the service reads it for all of them.

create table plans (
  id         uuid primary key,
  code       text not null,
  version    text not null,
  valid_from date not null,
  valid_to   date,
  document   jsonb not null,
  created_at timestamptz not null default now(),
  unique (code, version)
);

create table exchange_rates (
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  from_day date not null,
  brl      numeric(18, 8) not null check (brl > 0),
  source   text not null,
  primary key (currency, from_day)
);

create table volume_discounts (
  version    text primary key,
  valid_from date not null,
  valid_to   date,
  document   jsonb not null
);

-- A tariff is the reference (tenant '*', no organization can be called that) or one organization's
-- own agreement. Everybody reads the reference; nobody but the loader writes it.
create table tariffs (
  id         uuid primary key,
  tenant     text not null,
  version    text not null,
  valid_from timestamptz not null,
  valid_to   timestamptz,
  in_force   boolean not null,
  document   jsonb not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  unique (tenant, version)
);
alter table tariffs enable row level security;
alter table tariffs force row level security;
create policy read_own_and_reference on tariffs for select using (
  tenant in (current_setting('app.tenant', true), '*')
  or current_setting('app.tenant', true) = '*');
create policy write_own on tariffs for insert with check (
  tenant = current_setting('app.tenant', true) or current_setting('app.tenant', true) = '*');

create table plan_assignments (
  seq         bigint generated always as identity primary key,
  tenant      text not null,
  from_month  text not null check (from_month ~ '^\d{4}-\d{2}$'),
  plan_code   text,
  assigned_by text not null,
  assigned_at timestamptz not null default now()
);
create index plan_assignments_by_month on plan_assignments (tenant, from_month desc, seq desc);
select kit_protect('plan_assignments');

-- One row per use: what was heard of it and what stands. Locked while a fact is applied.
create table metered_uses (
  usage_id          uuid primary key,
  tenant            text not null,
  subject           text not null,
  subject_id        text not null,
  leg               text,
  meter             text not null,
  status            text not null,
  reason            text,
  destination_class text,
  occurred_at       timestamptz,
  state             jsonb not null,
  changed_at        timestamptz not null default now()
);
create unique index metered_uses_key
  on metered_uses (tenant, subject, subject_id, coalesce(leg, ''), meter);
create index metered_uses_unrateable
  on metered_uses (tenant, occurred_at, usage_id) where status = 'UNRATEABLE';
select kit_protect('metered_uses');

-- The ledger. Lines are added and never changed; written_by lets an export name exactly the lines
-- it saw, also while others are being written.
create table ledger_entries (
  id                uuid primary key,
  tenant            text not null,
  usage_id          uuid not null,
  number            int not null check (number > 0),
  kind              text not null check (kind in ('usage', 'correction', 'real-cost')),
  revision          int not null,
  month             text not null check (month ~ '^\d{4}-\d{2}$'),
  subject           text not null,
  subject_id        text not null,
  leg               text,
  meter             text not null,
  carrier           text,
  direction         text,
  destination_class text,
  party             text,
  used_quantity     bigint not null,
  occurred_at       timestamptz not null,
  quantity          bigint not null,
  billed_quantity   bigint not null,
  tariff_id         uuid,
  tariff_version    text,
  rule              text,
  cost              numeric(18, 6) not null,
  price             numeric(18, 6) not null,
  carrier_price     numeric(18, 6),
  carrier_currency  text,
  carrier_brl       numeric(18, 6),
  exchange_rate     numeric(18, 8),
  exchange_from     date,
  exchange_source   text,
  explanation       text not null,
  causation         text not null,
  recorded_at       timestamptz not null,
  written_by        xid8 not null default pg_current_xact_id(),
  unique (tenant, usage_id, number)
);
create index ledger_month on ledger_entries (tenant, month, occurred_at, usage_id, number);
create index ledger_newest on ledger_entries (tenant, occurred_at desc, usage_id desc)
  where number = 1;
create index ledger_subject on ledger_entries (tenant, subject_id);
select kit_protect('ledger_entries');

create function refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception 'the ledger is append-only: correct a line by adding another';
end
$$;
create trigger ledger_append_only before update or delete on ledger_entries
  for each row execute function refuse_rewriting();
create trigger ledger_never_emptied before truncate on ledger_entries
  for each statement execute function refuse_rewriting();
revoke update, delete, truncate on ledger_entries from "${app_role}";

create table exports (
  id           uuid primary key,
  tenant       text not null,
  month        text not null check (month ~ '^\d{4}-\d{2}$'),
  format       text not null,
  plan_id      uuid references plans,
  snapshot     text not null,
  rows         bigint not null,
  bytes        bigint not null,
  sha256       text not null,
  total_cost   numeric(18, 6) not null,
  total_price  numeric(18, 6) not null,
  requested_by text not null,
  created_at   timestamptz not null
);
select kit_protect('exports');
