-- What an hour of a month comes to on each line of the statement, so that a month is drawn up from
-- some thousands of sums and not from millions of entries. A trigger adds what is appended to the
-- ledger: whoever writes an entry, its sums are written in the same transaction.
--
-- estimated_cost is the part of the cost that the carrier's volume discount speaks of: that of
-- usage of which no real cost is known. taken_back is how much of billed_quantity was negative.
create table month_sums (
  tenant            text not null,
  month             text not null,
  hour              timestamptz not null,
  meter             text not null,
  destination_class text not null,
  leg               text not null,
  uses              bigint not null,
  quantity          bigint not null,
  billed_quantity   bigint not null,
  taken_back        bigint not null,
  cost              numeric not null,
  estimated_cost    numeric not null,
  price             numeric not null,
  primary key (tenant, month, hour, meter, destination_class, leg)
) with (fillfactor = 70);
select kit_protect('month_sums');

create function add_to_month_sums() returns trigger language plpgsql as $$
begin
  insert into month_sums as kept
  with touched as materialized (
    select tenant, usage_id, min(number) as first, bool_or(kind = 'real-cost') as now_real
    from added group by tenant, usage_id
  ), known as materialized (
    select t.*, t.first > 1 and exists (
        select from ledger_entries e
        where e.tenant = t.tenant and e.usage_id = t.usage_id and e.number < t.first
          and e.kind = 'real-cost') as was_real
    from touched t
  ), parts as (
    select a.tenant, a.month, a.occurred_at, a.meter, a.destination_class, a.leg,
      case when a.number = 1 then 1 else 0 end as uses, a.quantity, a.billed_quantity, a.cost,
      case when k.was_real or k.now_real then 0 else a.cost end as estimated_cost, a.price
    from added a join known k on k.tenant = a.tenant and k.usage_id = a.usage_id
    union all
    select b.tenant, b.month, b.occurred_at, b.meter, b.destination_class, b.leg,
      0, 0, 0, 0, -b.cost, 0
    from (select * from known where now_real and not was_real and first > 1) k
    cross join lateral (
      select * from ledger_entries e
      where e.tenant = k.tenant and e.usage_id = k.usage_id and e.number < k.first
      offset 0) b
  )
  select tenant, month, date_trunc('hour', occurred_at, 'UTC'), meter,
    coalesce(destination_class, ''), coalesce(leg, ''), sum(uses), sum(quantity),
    sum(billed_quantity), sum(greatest(-billed_quantity, 0)), sum(cost), sum(estimated_cost),
    sum(price)
  from parts group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5, 6
  on conflict (tenant, month, hour, meter, destination_class, leg) do update set
    uses = kept.uses + excluded.uses,
    quantity = kept.quantity + excluded.quantity,
    billed_quantity = kept.billed_quantity + excluded.billed_quantity,
    taken_back = kept.taken_back + excluded.taken_back,
    cost = kept.cost + excluded.cost,
    estimated_cost = kept.estimated_cost + excluded.estimated_cost,
    price = kept.price + excluded.price;
  return null;
end
$$;

-- Entries that an earlier version of the service still appends must not fall between what is summed
-- up here and what the trigger sees.
lock table ledger_entries in share row exclusive mode;
select set_config('app.tenant', '*', true);

insert into month_sums
with real as materialized (
  select distinct tenant, usage_id from ledger_entries where kind = 'real-cost'
)
select e.tenant, e.month, date_trunc('hour', e.occurred_at, 'UTC'), e.meter,
  coalesce(e.destination_class, ''), coalesce(e.leg, ''), count(*) filter (where e.number = 1),
  sum(e.quantity), sum(e.billed_quantity), sum(greatest(-e.billed_quantity, 0)), sum(e.cost),
  coalesce(sum(e.cost) filter (where r.usage_id is null), 0), sum(e.price)
from ledger_entries e left join real r on r.tenant = e.tenant and r.usage_id = e.usage_id
group by 1, 2, 3, 4, 5, 6;

create trigger ledger_sums after insert on ledger_entries
  referencing new table as added
  for each statement execute function add_to_month_sums();
