-- Whether an organization has recordings written down, by which step, in which language, and the
-- words it listens for; one without a row has none written down.
create table transcription_settings (
  tenant     text        not null primary key,
  step       text        not null,
  language   text        not null,
  keywords   text        not null,
  updated_by text        not null,
  updated_at timestamptz not null
);
select kit_protect('transcription_settings');

-- What a recording says; one row for each recording that is to be written down. It lives as long as
-- the recording: what was said leaves the row when the recording is to go.
create table transcripts (
  tenant               text        not null,
  recording_id         text        not null,
  call_id              text        not null,
  carrier              text        not null,
  connection_id        text        not null,
  carrier_recording_id text        not null,
  recording            text        not null,
  step                 text        not null,
  language             text        not null,
  state                text        not null,
  handle               text,
  reason               text,
  wording              text,
  words                int,
  analysis             text,
  created_at           timestamptz not null,
  ready_at             timestamptz,
  erased_at            timestamptz,
  primary key (tenant, recording_id)
);
create index transcripts_of_call on transcripts (tenant, call_id);
create index transcripts_of_recording on transcripts (tenant, carrier, carrier_recording_id);
create index transcripts_by_handle on transcripts (tenant, carrier, handle) where handle is not null;
select kit_protect('transcripts');
