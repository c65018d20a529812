-- Until when one process alone asks the CRM whether the note stands there.
alter table activity add column verifying_until timestamptz;

-- Notes that the CRM was not asked about, newest first. Reads the whole table while writers wait: see the README for how long.
create index activity_unverified on activity (tenant, settled_at desc)
  where state = 'synced' and verified_at is null;
