-- One thread per contact and channel of an organization.
create table conversation (
  tenant          text not null,
  id              text not null,
  contact         text not null,
  channel         text not null,
  contact_name    text,
  contact_id      text,
  owner_id        text,
  owner_name      text,
  our_number      text,
  connection_id   text,
  last_inbound_at timestamptz,
  last_message_at timestamptz not null,
  created_at      timestamptz not null,
  primary key (tenant, id),
  unique (tenant, contact, channel)
);
create index conversation_newest on conversation (tenant, last_message_at desc, id desc);
select kit_protect('conversation');

create table message (
  tenant             text not null,
  id                 text not null,
  conversation_id    text not null,
  direction          text not null,
  channel            text not null,
  from_number        text not null,
  to_number          text not null,
  body               text not null,
  media              text,
  reply_to           text,
  carrier            text not null,
  connection_id      text not null,
  carrier_message_id text,
  author_id          text,
  author_name        text,
  contact_id         text,
  created_at         timestamptz not null,
  state              text not null,
  segments           int not null,
  sent_at            timestamptz,
  delivered_at       timestamptz,
  read_at            timestamptz,
  failed_at          timestamptz,
  failure_code       text,
  failure_reason     text,
  cost_amount        numeric(18, 6),
  cost_currency      text,
  attempts           int not null default 0,
  due_at             timestamptz,
  handed_over_at     timestamptz,
  questions          int not null default 0,
  ask_at             timestamptz,
  primary key (tenant, id),
  foreign key (tenant, conversation_id) references conversation (tenant, id)
);
-- One carrier message is one row, however often its callback comes.
create unique index message_carrier_id on message (tenant, carrier, carrier_message_id)
  where carrier_message_id is not null;
create index message_newest on message (tenant, created_at desc, id desc);
create index message_thread on message (tenant, conversation_id, created_at desc, id desc);
create index message_due on message (due_at) where due_at is not null;
create index message_ask on message (ask_at) where ask_at is not null;
select kit_protect('message');
