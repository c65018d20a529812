-- Messages that wait to be submitted, and those whose outcome nobody knows, become jobs. A replica
-- of the version before can store no message any more: rather an error than one that nobody sends.
select set_config('app.tenant', '*', true);
insert into jobs (id, tenant, queue, kind, subject, unique_key, account, priority, payload, state,
  attempt, failures, due_at, send_before, created_at, opened_at, sent_at)
select id, tenant, 'messages', 'submit', id, id, connection_id, 1, '{}',
  case state when 'ACCEPTED' then 'WAITING' else 'UNKNOWN' end,
  attempts, case state when 'ACCEPTED' then attempts else greatest(attempts - 1, 0) end,
  case state when 'ACCEPTED' then coalesce(due_at, now()) else coalesce(ask_at, now()) end,
  now() + interval '12 hours', created_at, coalesce(handed_over_at, created_at), handed_over_at
from message
where direction = 'OUTBOUND' and (state = 'ACCEPTED'
  or state in ('SENDING', 'SENDING_UNKNOWN') and carrier_message_id is null)
order by created_at;

-- The job asks about these from now on.
update message set ask_at = null, questions = 0
where state in ('SENDING', 'SENDING_UNKNOWN') and carrier_message_id is null;

drop index message_due;
alter table message drop column due_at;
