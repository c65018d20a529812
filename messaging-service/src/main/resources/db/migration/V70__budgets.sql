-- Budgets that are spent and stop what they pay for, as billing tells it. Whatever order its events
-- come in, what was told under the highest version counts: it stops while stop_version is that, and
-- until ends_at.
create table budget_stop (
  tenant       text not null,
  budget_id    text not null,
  month        text not null,
  version      int not null,
  stop_version int not null,
  scope        text not null,
  subjects     text[] not null,
  name         text not null,
  ends_at      timestamptz not null,
  primary key (tenant, budget_id, month)
);
create index budget_stop_by_end on budget_stop (tenant, ends_at);
select kit_protect('budget_stop');

-- Prefixes that billing has found to be used too much, until a person releases them.
create table held_prefix (
  tenant      text not null,
  block_id    text not null,
  prefix      text not null,
  rule        text,
  blocks      boolean not null,
  blocked_at  timestamptz,
  released_at timestamptz,
  primary key (tenant, block_id)
);
create index held_prefix_now on held_prefix (tenant, prefix) where blocks and released_at is null;
select kit_protect('held_prefix');
