-- What a carrier is to do waits in the jobs table from now on. Commands of calls that are not over
-- move with their outcome: their keys keep an action from being taken twice.
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
  c.attempts, 0, c.due_at,
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
