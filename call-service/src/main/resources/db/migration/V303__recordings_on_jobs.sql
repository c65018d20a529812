-- What is to be fetched or erased waits in the jobs table from now on.
select set_config('app.tenant', '*', true);

insert into jobs (id, tenant, queue, kind, subject, unique_key, priority, payload, state, attempt,
  failures, due_at, created_at, opened_at)
select id, tenant,
  case state when 'PENDING' then 'recordings' else 'recording-erasures' end,
  case state when 'PENDING' then 'FETCH' else 'ERASE' end,
  id,
  case state when 'PENDING' then 'FETCH:' else 'ERASE:' end || id,
  2, '{}', 'WAITING', attempts, case state when 'PENDING' then attempts else 0 end,
  due_at, created_at, created_at
from recordings where state in ('PENDING', 'ERASING');

drop index recordings_due;
alter table recordings drop column attempts;
alter table recordings drop column due_at;
