-- What carriers charge, as billing tells it, in parts that come in any order. The reference belongs
-- to no organization (tenant '*') and is read by all; nobody but the reader of the topic writes.
create table carrier_tariffs (
  id         uuid primary key,
  tenant     text not null,
  version    text not null,
  valid_from timestamptz not null,
  valid_to   timestamptz,
  parts      int not null,
  heard      int[] not null,
  complete   boolean not null generated always as (cardinality(heard) >= parts) stored
);

-- Rates of a minute that we call somebody for. An empty prefix is any number's.
create table carrier_rates (
  tariff_id         uuid not null,
  rule              text not null,
  tenant            text not null,
  prefix            text not null,
  destination_class text,
  leg               text,
  carrier           text,
  direction         text,
  per_minute        numeric not null,
  connection_fee    numeric not null,
  currency          text not null,
  minimum           bigint not null,
  increment         bigint not null,
  grace             bigint not null,
  primary key (tariff_id, rule)
);
create index carrier_rates_of_numbers on carrier_rates (tenant, prefix);

alter table carrier_tariffs enable row level security;
alter table carrier_tariffs force row level security;
alter table carrier_rates enable row level security;
alter table carrier_rates force row level security;
create policy read_own_and_reference on carrier_tariffs for select using (
  tenant in (current_setting('app.tenant', true), '*')
  or current_setting('app.tenant', true) = '*');
create policy write on carrier_tariffs using (current_setting('app.tenant', true) = '*');
create policy read_own_and_reference on carrier_rates for select using (
  tenant in (current_setting('app.tenant', true), '*')
  or current_setting('app.tenant', true) = '*');
create policy write on carrier_rates using (current_setting('app.tenant', true) = '*');
