-- How often each usage has changed, so that what a message costs can be told whole with a version.
-- A constant default: no row is written. A process of the version before does not count, and tells
-- nothing either.
alter table metered_uses add column if not exists version int not null default 0;
