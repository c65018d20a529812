-- How organizations take care of those who call them, and who waits for an agent in which order.
create table inbound_settings (
  tenant       text primary key,
  enabled      boolean not null,
  queue        boolean not null,
  ring_seconds int not null check (ring_seconds between 5 and 120),
  wait_seconds int not null check (wait_seconds between 10 and 3600),
  voicemail    boolean not null,
  updated_by   text not null,
  updated_at   timestamptz not null
);
select kit_protect('inbound_settings');

create table waiting_callers (
  tenant  text not null,
  call_id text not null,
  since   timestamptz not null,
  -- agents who were rung for this caller in vain, with blanks between them
  tried   text not null,
  offered boolean not null,
  primary key (tenant, call_id)
);
create index waiting_callers_in_order on waiting_callers (tenant, since, call_id);
select kit_protect('waiting_callers');
