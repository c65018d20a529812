-- Within how many seconds callers are to be answered, and how many of a hundred are to be.
alter table inbound_settings
  add service_level_seconds int not null default 20
    check (service_level_seconds between 1 and 600),
  add service_level_percent int not null default 80
    check (service_level_percent between 1 and 100);

-- How many callers waited for so many seconds, by the minute in which their waiting ended. A change
-- of a caller's wait takes it out of one row and adds it to another.
create table caller_waits (
  tenant   text not null,
  minute   timestamptz not null,
  answered boolean not null,
  seconds  int not null,
  callers  int not null,
  primary key (tenant, minute, answered, seconds)
) with (fillfactor = 70);
select kit_protect('caller_waits');
