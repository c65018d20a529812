-- Entries become visible at their commits, in another order than that of their numbers. Each keeps
-- its transaction and what was visible when it was written: of two entries it can then be told
-- whether one was told before the other was even written. Null in older rows.
alter table call_news add tx xid8, add seen pg_snapshot;
alter table call_news alter tx set default pg_current_xact_id();
alter table call_news alter seen set default pg_current_snapshot();
