-- Rows of these tables come and go all the time. Vacuum follows them without pausing: what it leaves
-- lies in the way of every reader.
alter table outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
  autovacuum_vacuum_cost_delay = 0);
alter table jobs set (autovacuum_vacuum_cost_delay = 0);
