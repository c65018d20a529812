-- Writing a note is a job of the kit now: what is due, leased or to be asked about stands in jobs.
select set_config('app.tenant', '*', true);

-- What is pending is sent when it was due. What was being written may have arrived: it is looked
-- for, once it has become quiet.
insert into jobs (id, tenant, queue, kind, subject, unique_key, account, priority, payload, state,
  due_at, attempt, failures, created_at, opened_at, sent_at)
select id, tenant, 'crm-notes', 'write-note', subject_id, id, 'crm', 1, '{}',
  case state when 'pending' then 'WAITING' else 'UNKNOWN' end,
  greatest(next_attempt_at, settles_at, case state when 'writing' then lease_until end),
  attempts, attempts, created_at, now(), case state when 'writing' then now() end
from activity where state in ('pending', 'writing');

-- A process of before that is still running fails from here on instead of writing.
drop index activity_due_by_tenant;
alter table activity
  drop column next_attempt_at,
  drop column lease_until,
  drop column lease_token,
  drop column settles_at;
