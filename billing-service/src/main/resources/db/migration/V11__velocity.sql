-- How much may be used towards numbers of a prefix within a while. Without prefixes: of each
-- calling code abroad.
create table velocity_rules (
  tenant         text not null,
  id             uuid not null,
  name           text not null,
  prefixes       text[] not null,
  window_minutes int not null check (window_minutes > 0),
  most_spent     numeric(18, 6) check (most_spent > 0),
  most_seconds   bigint check (most_seconds > 0),
  blocks         boolean not null,
  changed_by     text not null,
  changed_at     timestamptz not null,
  primary key (tenant, id),
  unique (tenant, name)
);
select kit_protect('velocity_rules');

-- What was used in each sixtieth of a rule's window; minute counts from 1970.
create table velocity_sums (
  tenant  text not null,
  rule_id uuid not null,
  prefix  text not null,
  minute  bigint not null,
  seconds bigint not null,
  spent   numeric not null,
  primary key (tenant, rule_id, prefix, minute)
) with (fillfactor = 50);
select kit_protect('velocity_sums');

-- Prefixes that a rule has found, until a person releases them. What the rule said is kept with
-- them: it may be changed or taken away meanwhile.
create table velocity_blocks (
  tenant         text not null,
  id             uuid not null,
  rule_id        uuid not null,
  rule           text not null,
  prefix         text not null,
  window_minutes int not null,
  spent          numeric not null,
  seconds        bigint not null,
  most_spent     numeric,
  most_seconds   bigint,
  blocks         boolean not null,
  entry_id       uuid not null,
  exceeded_at    timestamptz not null,
  released_at    timestamptz,
  released_by    text,
  release_reason text,
  primary key (tenant, id)
);
create unique index velocity_blocks_open on velocity_blocks (tenant, rule_id, prefix)
  where released_at is null;
create index velocity_blocks_released on velocity_blocks (tenant, rule_id, prefix, released_at);
create index velocity_blocks_newest on velocity_blocks (tenant, exceeded_at desc, id desc);
select kit_protect('velocity_blocks');
