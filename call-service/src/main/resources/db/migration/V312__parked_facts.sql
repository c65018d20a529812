-- What carriers said of legs that others started and that no call of ours has yet: it waits here for
-- the fact that begins the call.
create table parked_facts (
  tenant          text not null,
  carrier         text not null,
  carrier_call_id text not null,
  event_id        text not null,
  type            text not null,
  data            text not null,
  parked_at       timestamptz not null default now(),
  primary key (tenant, carrier, carrier_call_id, event_id)
);
create index parked_facts_oldest on parked_facts (parked_at);
select kit_protect('parked_facts');
