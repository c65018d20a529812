-- Files that came with messages: one row each, fetched from the carrier by a job.
create table media (
  tenant        text not null,
  message_id    text not null,
  position      int not null,
  connection_id text not null,
  url           text,
  told_type     text,
  state         text not null,
  stored_object text,
  content_type  text,
  bytes         bigint,
  sha256        text,
  stored_at     timestamptz,
  error         text,
  primary key (tenant, message_id, position),
  foreign key (tenant, message_id) references message (tenant, id)
);
select kit_protect('media');

-- What has come before is fetched as well, while the carriers still have it.
select set_config('app.tenant', '*', true);
insert into media (tenant, message_id, position, connection_id, url, told_type, state)
select m.tenant, m.id, file.position - 1, m.connection_id, file.media ->> 'url',
  file.media ->> 'contentType', 'PENDING'
from message m, jsonb_array_elements(m.media::jsonb) with ordinality as file (media, position)
where m.media is not null and m.direction = 'INBOUND';
insert into jobs (id, tenant, queue, kind, subject, unique_key, account, priority, payload, state,
  attempt, failures, due_at, created_at, opened_at)
select gen_random_uuid()::text, tenant, 'message-media', 'fetch', message_id || ':' || position,
  message_id || ':' || position, '', 2, '{}', 'WAITING', 0, 0, now(), now(), now()
from media;
-- Up to when what was written to the numbers of an account was asked for at its carrier.
create table inbound_sweep (
  tenant        text not null,
  connection_id text not null,
  swept_until   timestamptz not null,
  primary key (tenant, connection_id)
);
select kit_protect('inbound_sweep');
