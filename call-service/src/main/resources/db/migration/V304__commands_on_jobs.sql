-- What a carrier is to do waits in the jobs table from now on. Commands of calls that are not over
-- move with their outcome: their keys keep an action from being taken twice. What is being sent just
-- now is asked about when it would have been, and nothing is tried more often than before.
select set_config('app.tenant', '*', true);

insert into jobs (id, tenant, queue, kind, subject, unique_key, account, priority, payload, state,
  attempt, failures, due_at, send_before, created_at, opened_at, sent_at, finished_at, failure_text)
select c.id, c.tenant, 'carrier-commands', c.kind, c.call_id,
  c.call_id || ':' || c.kind || ':' || c.leg,
  c.connection_id,
  case c.kind when 'HANG_UP' then 0 else 1 end,
  jsonb_build_object(
    'leg', lower(c.leg), 'carrier', lower(c.carrier), 'with', cast(c.payload as jsonb)),
  case c.state when 'PENDING' then 'WAITING' when 'SENDING' then 'RUNNING'
    when 'DROPPED' then 'WITHDRAWN' else c.state end,
  c.attempts,
  case c.state when 'PENDING' then c.attempts else greatest(c.attempts - 1, 0) end,
  case c.state when 'SENDING' then greatest(c.due_at, c.sent_at + interval '30 s') else c.due_at end,
  case when c.kind = 'DIAL' then c.created_at + interval '1 minute' end,
  c.created_at, c.created_at, c.sent_at, c.settled_at, c.result
from carrier_commands c
where c.state in ('PENDING', 'SENDING', 'UNKNOWN')
  or exists (
    select 1 from calls where calls.tenant = c.tenant and calls.id = c.call_id
      and calls.ended_at is null)
order by c.created_at;

drop table carrier_commands;
drop function wake_command_worker();
