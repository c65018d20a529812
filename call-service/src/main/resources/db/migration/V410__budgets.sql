-- What budgets hold back in a month, as billing tells it. Whatever order its events come in, what
-- was told under the highest version counts: a stop, or a choice of carriers, holds while it is of
-- that version, and until ends_at.
create table budget_holds (
  tenant         text not null,
  budget_id      text not null,
  month          text not null,
  version        int not null,
  stop_version   int not null,
  switch_version int not null,
  switch_to      text,
  scope          text not null,
  subjects       text[] not null,
  name           text not null,
  ends_at        timestamptz not null,
  primary key (tenant, budget_id, month)
);
create index budget_holds_by_end on budget_holds (tenant, ends_at);
select kit_protect('budget_holds');

-- Prefixes that billing has found to be used too much, until a person releases them.
create table blocked_prefixes (
  tenant      text not null,
  block_id    text not null,
  prefix      text not null,
  rule        text,
  blocks      boolean not null,
  blocked_at  timestamptz,
  released_at timestamptz,
  primary key (tenant, block_id)
);
create index blocked_prefixes_held on blocked_prefixes (tenant, prefix)
  where blocks and released_at is null;
select kit_protect('blocked_prefixes');
