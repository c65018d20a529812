-- Which carriers an organization sends through, by channel: words with a space between, in their
-- order; null for all. And after how many minutes an SMS follows a WhatsApp message that has not
-- arrived; 0 for never.
create table message_routing (
  tenant            text primary key,
  sms               text,
  whatsapp          text,
  sms_after_minutes int not null default 0,
  updated_by        text not null,
  updated_at        timestamptz not null
);
select kit_protect('message_routing');

-- Whether messages are kept away from an account on a channel; a row only where one ever failed.
create table sender_circuit (
  tenant        text not null,
  connection_id text not null,
  channel       text not null,
  state         text not null,
  failures      int not null,
  trips         int not null,
  since         timestamptz,
  ask_at        timestamptz,
  errors        text not null,
  primary key (tenant, connection_id, channel)
);
create index sender_circuit_due on sender_circuit (ask_at) where state = 'OPEN';
select kit_protect('sender_circuit');

-- Through whom a message was to go before it went through another account.
create table message_reroute (
  tenant        text not null,
  message_id    text not null,
  connection_id text not null,
  carrier       text not null,
  from_number   text not null,
  code          text not null,
  reason        text,
  rerouted_at   timestamptz not null,
  primary key (tenant, message_id, connection_id),
  foreign key (tenant, message_id) references message (tenant, id)
);
select kit_protect('message_reroute');
