-- Telephone numbers that an organization has or had, for their monthly charge. Events come in any
-- order: one that was given back may be heard of first.
create table held_numbers (
  tenant          text not null,
  number_id       text not null,
  number          text not null,
  carrier         text,
  number_class    text,
  acquired_at     timestamptz,
  released_at     timestamptz,
  metered_through text check (metered_through ~ '^\d{4}-\d{2}$'),
  release_metered boolean not null default false,
  primary key (tenant, number_id)
);
select kit_protect('held_numbers');
create index held_numbers_due on held_numbers (metered_through nulls first)
  where acquired_at is not null and not release_metered;

-- Recordings in our store, for gigabyte-months by day.
create table stored_recordings (
  tenant       text not null,
  recording_id text not null,
  bytes        bigint,
  stored_at    timestamptz,
  erased_at    timestamptz,
  primary key (tenant, recording_id)
);
select kit_protect('stored_recordings');
create index stored_recordings_by_day on stored_recordings (tenant, stored_at) include (bytes, erased_at);

-- Up to which day the storage of a month is metered, for all organizations. No organization's data.
create table storage_rounds (
  month   text primary key check (month ~ '^\d{4}-\d{2}$'),
  through date not null
);
