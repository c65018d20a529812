-- What is written with a person on one day, until a note tells it; the day is that of São Paulo.
create table message_day (
  id        text        not null primary key,
  tenant    text        not null,
  person    text        not null,
  day       date        not null,
  due_at    timestamptz not null,
  heard_at  timestamptz not null,
  causation text        not null,
  closed_at timestamptz,
  unique (tenant, person, day)
);
create index message_day_due on message_day (due_at) where closed_at is null;
create index message_day_age on message_day (heard_at);
select kit_protect('message_day');

-- Texts are shortened. note: the word of the note that tells it; null while none does.
create table day_message (
  tenant     text        not null,
  message_id text        not null,
  day_id     text        not null,
  channel    text        not null,
  inbound    boolean     not null,
  written_at timestamptz not null,
  body       text,
  agent_name text,
  contact_id text,
  failure    text,
  left_out   boolean     not null,
  note       text,
  primary key (tenant, message_id)
);
create index day_message_of_day on day_message (tenant, day_id);
select kit_protect('day_message');

-- Whether messages become notes; not unless an administrator says so.
alter table note_settings add column messages boolean not null default false;

alter table activity drop constraint activity_kind;
alter table activity add constraint activity_kind
  check (kind in ('call', 'follow-up', 'messages', 'messages-follow-up')) not valid;
