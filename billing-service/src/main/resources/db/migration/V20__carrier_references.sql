-- By which name a carrier knows a usage, and under which account: its detail file is compared by
-- it. Null for what was metered before. Nothing is rewritten.
alter table metered_uses
  add column carrier text,
  add column carrier_ref text,
  add column connection_id text;
