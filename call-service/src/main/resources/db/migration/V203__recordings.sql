-- Recordings: first a job (fetch it from the carrier), then what lies in our store, then a stone.

create table recordings (
  tenant               text not null,
  id                   text not null,
  call_id              text not null,
  leg                  text,
  carrier              text not null,
  connection_id        text not null,
  carrier_call_id      text,
  carrier_session_id   text,
  carrier_recording_id text not null,
  media_url            text,
  media_url_until      timestamptz,
  state                text not null,
  seconds              int,
  channels             int,
  started_at           timestamptz,
  recorded_at          timestamptz not null,
  stored_object        text,
  content_type         text,
  bytes                bigint,
  sha256               text,
  attempts             int not null default 0,
  due_at               timestamptz not null,
  last_error           text,
  causation            text,
  created_at           timestamptz not null,
  ready_at             timestamptz,
  erased_at            timestamptz,
  erased_by            text,
  primary key (tenant, id),
  -- However often the carrier tells of it.
  unique (tenant, carrier, carrier_recording_id)
);
create index recordings_of_call on recordings (tenant, call_id);
create index recordings_due on recordings (due_at) where state in ('PENDING', 'ERASING');
select kit_protect('recordings');
