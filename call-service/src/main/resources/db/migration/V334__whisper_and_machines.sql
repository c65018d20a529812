-- What the agent hears before the lead is rung, and what becomes of a call that a machine picks up.
alter table voice_settings
  add whisper boolean not null default true,
  add machine_detection text not null default 'OFF',
  add on_machine text not null default 'HANG_UP',
  add voicemail_message text;
