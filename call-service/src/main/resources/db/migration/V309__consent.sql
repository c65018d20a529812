-- What must come before a recording, and what becomes of a lead without it.
alter table voice_settings add column consent text not null default 'ANNOUNCEMENT';
alter table voice_settings add column connect_unrecorded boolean not null default true;
-- A voicemail is no recording of a conversation.
alter table recordings add column source text;
