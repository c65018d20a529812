-- Where events lie, whose they are, what led to them and what was decided. What they say stays on
-- Kafka. A row is a record of a topic: the same event on a retry or dead letter topic is another.
create table hop (
  -- Order in which they were indexed; the oldest are purged first.
  seq            bigint generated always as identity primary key,
  tenant         text not null,
  topic          text not null,
  partition      int not null,
  record_offset  bigint not null,
  published_at   timestamptz not null,
  happened_at    timestamptz,
  received_at    timestamptz,
  event_id       text,
  type           text,
  source         text,
  causation      text,
  trace_id       text,
  -- Of what it tells: a call, a message, a leg that nobody has tied to a call yet, …
  subject_kind   text not null,
  subject_id     text not null,
  decision       text,
  reader         text,
  failure_kind   text,
  failure_code   text,
  failure_detail text,
  attempt        int,
  version        text,
  redrive        text,
  -- Hashes of what it can be found by; the first of them tie it to others of the same call or
  -- message. Telephone numbers are among them with a key, and nowhere else.
  handles        uuid[] not null,
  ties           int not null
);
-- A record is indexed once. When Kafka was emptied, its place holds another one of another time.
create unique index hop_place on hop (tenant, topic, partition, record_offset, published_at);
select kit_protect('hop');

create table hop_handle (
  handle uuid not null,
  tenant text not null,
  hop    bigint not null,
  primary key (handle, tenant, hop)
);
select kit_protect('hop_handle');
