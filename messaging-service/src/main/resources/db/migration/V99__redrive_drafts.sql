-- Redrives that are being prepared: letters are read and judged outside of any transaction. While
-- there is a row, nobody else sends letters of the topic again; it ends by itself where the process
-- that wrote it has died.
create table redrive_draft (
  -- Under whom the redrive will be written down.
  tenant     text not null,
  id         text not null,
  -- The organization whose letters are taken; null for those of all.
  scope      text,
  topic      text not null,
  held_until timestamptz not null,
  primary key (tenant, id)
);
create index redrive_draft_topic on redrive_draft (topic);
select kit_protect('redrive_draft');

-- What a draft will send, in this order. Lies here for as long as the draft, and goes to the outbox
-- with it or nowhere; after a crash of the database it is empty, and its drafts come to nothing.
create unlogged table redrive_record (
  -- Whose letter it is.
  tenant     text not null,
  redrive    text not null,
  place      int not null,
  letter     text not null,
  dead_at    timestamptz not null,
  id         text not null,
  topic      text not null,
  record_key text not null,
  type       text not null,
  headers    text not null,
  payload    text not null,
  partition  int not null,
  primary key (redrive, place)
);
select kit_protect('redrive_record');

-- Whether somebody said that no reader has applied the letters, so that old ones were sent, too.
alter table redrive add column applied_nowhere boolean not null default false;
