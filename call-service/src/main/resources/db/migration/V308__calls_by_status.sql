-- A list of calls that ended in a rare way walked all calls of the organization. The open ones are
-- few and found by the janitor's index.
create index calls_ended_so on calls (tenant, status, requested_at desc, id desc)
  where status in ('COMPLETED', 'BUSY', 'NO_ANSWER', 'CANCELED', 'FAILED', 'DENIED');
