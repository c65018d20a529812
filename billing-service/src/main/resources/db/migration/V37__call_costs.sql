-- What each call costs, all of its usages together: kept by whoever posts entries, in the same
-- transaction, so that it can be told whole. Sums have no limit of digits: what a call comes to must
-- not be refused because each of its lines nearly was.
create table call_costs (
  tenant          text not null,
  call_id         text not null,
  version         int not null,
  cost            numeric not null,
  price           numeric not null,
  lines           int not null,
  estimated_lines int not null,
  open_lines      int not null,
  corrections     int not null,
  changed_at      timestamptz not null,
  primary key (tenant, call_id)
);
select kit_protect('call_costs');

-- What was posted before. Nobody posts meanwhile: what is added later is added to these sums.
select set_config('app.tenant', '*', true);
lock table metered_uses in share row exclusive mode;
insert into call_costs (tenant, call_id, version, cost, price, lines, estimated_lines, open_lines,
  corrections, changed_at)
select u.tenant, split_part(u.subject_id, '/', 1), 1,
  coalesce(sum(s.cost), 0), coalesce(sum(s.price), 0),
  count(*) filter (where s.entries > 0),
  count(*) filter (where u.meter = 'voice-minute' and s.entries > 0 and not s.is_real
    and not (s.quantity = 0 and s.billed = 0 and s.cost = 0 and s.price = 0)),
  count(*) filter (where u.reason is not null),
  coalesce(sum(greatest(s.entries - 1 - s.is_real::int, 0)), 0), now()
from metered_uses u
cross join lateral (
  select (u.state -> 'standing' ->> 'entries')::int as entries,
    coalesce((u.state -> 'standing' ->> 'costIsReal')::boolean, false) as is_real,
    (u.state -> 'standing' ->> 'quantity')::bigint as quantity,
    (u.state -> 'standing' ->> 'billedQuantity')::bigint as billed,
    (u.state -> 'standing' -> 'cost' ->> 'amount')::numeric as cost,
    (u.state -> 'standing' -> 'price' ->> 'amount')::numeric as price) s
where u.subject in ('call', 'recording')
group by u.tenant, split_part(u.subject_id, '/', 1)
having count(*) filter (where s.entries > 0 or u.reason is not null) > 0;
