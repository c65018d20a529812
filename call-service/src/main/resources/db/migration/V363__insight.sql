-- What carriers charged for a call, as far as they have told: a column, so that calls can be summed
-- without their facts. Several currencies in one call cannot be added: such a call has none.
alter table calls add cost_amount numeric(18, 6);
alter table calls add cost_currency text;

select set_config('app.tenant', '*', true);
update calls c set cost_amount = told.amount, cost_currency = told.currency
from (
  select tenant, call_id, sum(amount) as amount, min(currency) as currency
  from (
    select distinct on (tenant, call_id, leg) tenant, call_id,
      (data::jsonb ->> 'amount')::numeric as amount, data::jsonb ->> 'currency' as currency
    from call_facts
    where kind = 'Costed' and data::jsonb ->> 'amount' is not null
      and data::jsonb ->> 'currency' ~ '^[A-Z]{3}$'
    order by tenant, call_id, leg, at desc, sequence desc nulls last, fact_id desc) legs
  group by tenant, call_id having count(distinct currency) = 1) told
where c.tenant = told.tenant and c.id = told.call_id;

-- Sums of past days by agent, campaign, hour, carrier, area code and outcome.
create table insight_days (
  tenant       text not null,
  day          date not null,
  dimension    text not null,
  value        text not null,
  currency     text not null,
  calls        int not null,
  answered     int not null,
  rung         int not null,
  ring_seconds bigint not null,
  talk_seconds bigint not null,
  short_calls  int not null,
  cost         numeric(18, 6),
  primary key (tenant, day, dimension, value, currency)
);
select kit_protect('insight_days');

-- The days whose sums are true. Whoever changes a call of such a day takes its row away.
create table insight_kept (
  tenant  text not null,
  day     date not null,
  kept_at timestamptz not null,
  primary key (tenant, day)
);
select kit_protect('insight_kept');
