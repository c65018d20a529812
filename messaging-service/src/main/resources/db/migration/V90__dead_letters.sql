-- Where dead letters and quarantined callbacks lie, why, and what became of them. What they say
-- stays on Kafka, in the topic that the row names.
create table dead_letter (
  tenant           text not null,
  -- topic:partition:offset
  id               text not null,
  topic            text not null,
  partition        int not null,
  record_offset    bigint not null,
  dead_at          timestamptz not null,
  source_topic     text not null,
  reader           text not null,
  source_partition int,
  source_offset    bigint,
  record_key       text,
  event_id         text,
  type             text,
  kind             text not null,
  cause            text not null,
  version          text not null,
  fingerprint      text not null,
  attempt          int not null,
  bytes            int not null,
  -- The redrive after which it died again; null for one that died for the first time.
  came_of          text,
  -- The redrive that has sent it again; null while it waits for a person.
  redrive          text,
  primary key (tenant, id)
);
create index dead_letter_waiting on dead_letter (tenant, topic, fingerprint) where redrive is null;
create index dead_letter_newest on dead_letter (tenant, topic, dead_at, id);
create index dead_letter_redriven on dead_letter (redrive) where redrive is not null;
create index dead_letter_again on dead_letter (came_of) where came_of is not null;
create index dead_letter_age on dead_letter (dead_at);
select kit_protect('dead_letter');

-- Who has sent which letters again, and how they were changed. Never deleted.
create table redrive (
  tenant      text not null,
  id          text not null,
  -- The organization whose letters it took; null for those of all.
  scope       text,
  topic       text not null,
  fingerprint text,
  patch       text,
  quota       int not null,
  letters     int not null,
  redriven_by text not null,
  created_at  timestamptz not null,
  primary key (tenant, id)
);
create index redrive_newest on redrive (tenant, created_at, id);
select kit_protect('redrive');
