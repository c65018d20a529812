-- Whose phone has not been rung yet is found by the number: a cap on attempts asks before each call,
-- and an organization may have thousands of calls at one time.
create index if not exists calls_not_rung on calls (tenant, to_number, requested_at)
  where direction = 'OUTBOUND' and lead_call_id is null;
