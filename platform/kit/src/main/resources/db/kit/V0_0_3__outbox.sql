-- A row leaves the outbox when the broker has it: one index, nothing to mark, nothing to purge.
-- Relays are told of new rows after the commit: a NOTIFY inside the transaction makes all commits
-- of the database wait for each other.
select set_config('app.tenant', '*', true);
lock table outbox in access exclusive mode;

create table outbox_next (
  -- Of the key: see dev.ramal.kit.outbox.KeyPartitions.
  partition  int not null,
  seq        bigint generated always as identity,
  id         text not null,
  tenant     text not null,
  topic      text not null,
  record_key text not null,
  type       text not null,
  headers    text not null,
  payload    text not null,
  created_at timestamptz not null default now(),
  primary key (partition, seq)
  -- It empties all the time: giving pages back would lock it each time.
) with (vacuum_truncate = off);

insert into outbox_next
  (partition, seq, id, tenant, topic, record_key, type, headers, payload, created_at)
  overriding system value
select partition, seq, id, tenant, topic, record_key, type, headers, payload, created_at
from outbox where sent_at is null order by seq;
select setval('outbox_next_seq_seq', (select last_value from outbox_seq_seq));

drop table outbox;
drop function kit_wake_relay();
alter table outbox_next rename to outbox;
alter index outbox_next_pkey rename to outbox_pkey;
alter sequence outbox_next_seq_seq rename to outbox_seq_seq;
select kit_protect('outbox');
