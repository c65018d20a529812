-- What a call costs, as billing tells it: the highest version counts, in whatever order they come.
-- A table of its own: it may be told of a call that is not known yet, and changes long after the
-- call is over. Sums have no limit of digits.
create table call_costs (
  tenant          text not null,
  call_id         text not null,
  version         int not null,
  state           text,
  cost            numeric not null,
  price           numeric not null,
  lines           int not null,
  estimated_lines int not null,
  open_lines      int not null,
  changed_at      timestamptz not null,
  primary key (tenant, call_id)
);
select kit_protect('call_costs');

-- Days that are kept already have none: nobody had told any.
alter table insight_days
  add column billed_calls int not null default 0,
  add column billed_cost  numeric,
  add column billed_price numeric;
