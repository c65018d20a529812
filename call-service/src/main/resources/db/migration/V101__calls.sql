-- Calls and everything that was said about them.

create table calls (
  tenant             text not null,
  id                 text not null,
  status             text not null,
  direction          text not null,
  agent_id           text,
  agent_name         text,
  agent_address      text,
  from_number        text not null,
  to_number          text not null,
  contact_id         text,
  deal_id            text,
  campaign_id        text,
  priority           int,
  carrier            text,
  connection_id      text,
  record             boolean not null,
  estimated_amount   numeric(18, 6),
  estimated_currency text,
  notes              text,
  disposition        text,
  requested_at       timestamptz not null,
  answered_at        timestamptz,
  ended_at           timestamptz,
  ring_seconds       int,
  talk_seconds       int,
  cause              text,
  hung_up_by         text,
  destination_class  text not null,
  lead_call_id       text,
  revision           int not null,
  costed             boolean not null,
  cost_checks        int not null default 0,
  news_at            timestamptz not null,
  checked_at         timestamptz not null,
  version            bigint not null,
  primary key (tenant, id)
);
create index calls_newest on calls (tenant, requested_at desc, id desc);
create index calls_of_agent on calls (tenant, agent_id, requested_at desc, id desc);
create index calls_of_contact on calls (tenant, contact_id, requested_at desc, id desc)
  where contact_id is not null;
-- The janitor's two questions.
create index calls_open on calls (checked_at)
  where status in ('REQUESTED', 'DIALING', 'DIALING_UNKNOWN', 'RINGING', 'IN_PROGRESS', 'HELD');
create index calls_uncosted on calls (ended_at) where not costed and ended_at is not null;
-- A call somebody else started is known by the carrier's handle, once.
create unique index calls_inbound on calls (tenant, carrier, lead_call_id)
  where direction = 'INBOUND';
select kit_protect('calls');

create table call_facts (
  tenant          text not null,
  call_id         text not null,
  fact_id         text not null,
  kind            text not null,
  leg             text,
  carrier_call_id text,
  at              timestamptz not null,
  sequence        int,
  received_at     timestamptz not null,
  data            text not null,
  primary key (tenant, call_id, fact_id),
  foreign key (tenant, call_id) references calls (tenant, id)
);
select kit_protect('call_facts');

-- What was told about a call: live status, and "everything that happened to it".
create table call_news (
  tenant   text not null,
  event_id text not null,
  seq      bigint generated always as identity,
  call_id  text not null,
  agent_id text,
  type     text not null,
  status   text not null,
  at       timestamptz not null,
  data     text not null,
  told_at  timestamptz not null,
  primary key (tenant, event_id),
  foreign key (tenant, call_id) references calls (tenant, id)
);
create index call_news_of_call on call_news (tenant, call_id, seq);
create index call_news_order on call_news (tenant, seq);
select kit_protect('call_news');

create function tell_call_news() returns trigger language plpgsql as $$
begin
  perform pg_notify(
    'call_news', json_build_object('tenant', new.tenant, 'item', new.data::json)::text);
  return null;
end
$$;
create trigger call_news_told after insert on call_news
  for each row execute function tell_call_news();
