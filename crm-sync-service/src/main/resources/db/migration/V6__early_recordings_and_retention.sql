-- Recordings that were told before the end of their call, until the end comes.
create table early_recording (
  tenant     text        not null,
  call_id    text        not null,
  media_path text        not null,
  told_at    timestamptz not null,
  primary key (tenant, call_id)
);
create index early_recording_age on early_recording (told_at);
select kit_protect('early_recording');

-- What has waited too long, and what has been kept long enough.
create index activity_waiting on activity (created_at, id) where state = 'pending';
create index activity_ended on activity (state, settled_at) where state in ('synced', 'failed');
