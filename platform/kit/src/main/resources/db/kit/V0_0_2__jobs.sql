-- Durable outbound work: see dev.ramal.kit.jobs.

create table jobs (
  seq          bigint generated always as identity primary key,
  id           text not null,
  tenant       text not null,
  queue        text not null,
  kind         text not null,
  -- The aggregate that it is about.
  subject      text not null,
  -- At most one job with this key is ever stored; null for no limit.
  unique_key   text,
  -- Jobs with this key go one after another, in the order of seq; null for no order.
  ordering_key text,
  -- The account at the other side whose limits count; '' for none.
  account      text not null default '',
  priority     int not null,
  payload      jsonb not null,
  state        text not null,
  -- While it waits: when it may be taken. While it is taken: when the lease ends.
  due_at       timestamptz not null,
  -- Not sent after this; null for no limit.
  send_before  timestamptz,
  -- Sendings begun; tells a late conclusion about an earlier one from a true one.
  attempt      int not null default 0,
  -- Attempts that count against the limit.
  failures     int not null default 0,
  -- Questions about the last attempt that were answered with "cannot tell".
  questions    int not null default 0,
  leased_by    text,
  failure_code text,
  failure_text text,
  created_at   timestamptz not null default now(),
  -- Since when it is tried: creation, or the last time that a person sent it on its way again.
  opened_at    timestamptz not null default now(),
  sent_at      timestamptz,
  finished_at  timestamptz
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.05);

create unique index jobs_id on jobs (tenant, id);
create unique index jobs_key on jobs (tenant, queue, unique_key) where unique_key is not null;
create index jobs_subject on jobs (tenant, subject);
-- The three below begin with the queue: a claim visits every organization of one queue, by steps.
create index jobs_waiting on jobs (queue, tenant, account, priority, due_at, seq)
  where state = 'WAITING';
create index jobs_unclear on jobs (queue, tenant, account, priority, due_at, seq)
  where state in ('RUNNING', 'UNKNOWN', 'ASKING');
create index jobs_leased on jobs (queue, tenant) where state in ('RUNNING', 'ASKING');
create index jobs_order on jobs (tenant, queue, ordering_key, seq)
  where ordering_key is not null and finished_at is null;
create index jobs_dead on jobs (tenant, finished_at, id) where state in ('DEAD', 'ABANDONED');
create index jobs_finished on jobs (finished_at)
  where state in ('DONE', 'REFUSED', 'EXPIRED', 'WITHDRAWN');
select kit_protect('jobs');

-- What all replicas know about an account at the other side.
create table job_accounts (
  tenant       text not null,
  account      text not null,
  -- Nothing is sent before; 'infinity' until somebody resumes it; null for now.
  paused_until timestamptz,
  -- Requests that may leave at once, as of refilled_at; null while nobody has counted.
  tokens       float8,
  refilled_at  timestamptz not null default now(),
  primary key (tenant, account)
);
select kit_protect('job_accounts');
