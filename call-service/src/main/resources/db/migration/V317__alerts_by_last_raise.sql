-- Alerts are listed by when they were raised last.
create index alerts_latest on alerts (tenant, last_raised_at, id);
drop index alerts_list;
