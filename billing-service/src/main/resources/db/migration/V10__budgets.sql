-- What an organization, each of its agents and each campaign come to in a month: sums of the
-- ledger's entries, whether anybody has set a budget or not, so that one that is set on the
-- twentieth knows the nineteen days before. A trigger adds what is appended, in the same
-- transaction, whoever appends it. The row of the organization is the last that is taken: whoever
-- has it sees all that was spent in the month before.
create table month_spend (
  tenant  text not null,
  month   text not null,
  scope   text not null,
  subject text not null,
  price   numeric not null,
  cost    numeric not null,
  primary key (tenant, month, scope, subject)
) with (fillfactor = 50);
select kit_protect('month_spend');

create function add_to_month_spend() returns trigger language plpgsql as $$
begin
  insert into month_spend as kept (tenant, month, scope, subject, price, cost)
  select a.tenant, a.month, whose.scope, whose.subject, sum(a.price), sum(a.cost)
  from added a
  cross join lateral (values
    ('agents', a.agent_id), ('campaign', a.campaign_id), ('organization', '')
  ) as whose (scope, subject)
  where whose.subject is not null
  group by 1, 2, 3, 4 order by 1, 2, 3, 4
  on conflict (tenant, month, scope, subject) do update set
    price = kept.price + excluded.price,
    cost = kept.cost + excluded.cost;
  return null;
end
$$;

-- Entries that an earlier version of the service still appends must not fall between what is summed
-- up here and what the trigger sees.
lock table ledger_entries in share row exclusive mode;
select set_config('app.tenant', '*', true);

insert into month_spend (tenant, month, scope, subject, price, cost)
select e.tenant, e.month, whose.scope, whose.subject, sum(e.price), sum(e.cost)
from ledger_entries e
cross join lateral (values
  ('agents', e.agent_id), ('campaign', e.campaign_id), ('organization', '')
) as whose (scope, subject)
where whose.subject is not null
group by 1, 2, 3, 4;

create trigger ledger_spend after insert on ledger_entries
  referencing new table as added
  for each statement execute function add_to_month_spend();

-- Each change of a budget is a version; the newest that began by a month holds in it, so that a late
-- entry of last month is judged by what was agreed then. percents are the thresholds and 100.
create table budget_versions (
  tenant     text not null,
  budget_id  uuid not null,
  version    int not null check (version > 0),
  from_month text not null check (from_month ~ '^\d{4}-\d{2}$'),
  withdrawn  boolean not null,
  name       text not null,
  scope      text not null,
  subjects   text[] not null,
  measure    text not null,
  amount     numeric(18, 6) not null check (amount > 0),
  thresholds int[] not null,
  percents   int[] not null,
  hard_stop  boolean not null,
  switch_at  int,
  switch_to  text,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (tenant, budget_id, version)
);
select kit_protect('budget_versions');

-- What was reached and told, once for each version, month and per cent. over_at: it holds no more,
-- because the budget was changed or its month is over.
create table budget_marks (
  tenant     text not null,
  budget_id  uuid not null,
  month      text not null,
  version    int not null,
  percent    int not null,
  spent      numeric not null,
  entry_id   uuid,
  usage_id   uuid,
  reached_at timestamptz not null,
  over_at    timestamptz,
  primary key (tenant, budget_id, month, version, percent)
);
create index budget_marks_open on budget_marks (month) where over_at is null;
select kit_protect('budget_marks');
