-- When a message was submitted for the first time; null while it waits for that, and for those of
-- before. What waited long and is submitted twice is not late for that.
alter table message add column going_since timestamptz;
