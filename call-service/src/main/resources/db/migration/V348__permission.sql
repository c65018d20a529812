-- Whether a number may be called: who must not be, by which settings, and what was said of it.

-- A number in E.164, or the beginning of numbers with a star behind; one row for each source.
create table blocked_numbers (
  tenant         text not null,
  number         text not null,
  source         text not null,
  reason         text,
  effective_from timestamptz not null,
  expires_at     timestamptz,
  blocked_by     text not null,
  blocked_at     timestamptz not null,
  entry          text not null generated always as (number || ' ' || source) stored,
  primary key (tenant, number, source)
);
create index blocked_numbers_newest on blocked_numbers (tenant, blocked_at, entry);
select kit_protect('blocked_numbers');

-- Each change is a version of its own, so that a verdict can be judged again.
create table permission_settings (
  tenant     text not null,
  version    int not null,
  settings   text not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (tenant, version)
);
select kit_protect('permission_settings');

-- What a call was judged on, and the verdict.
create table permission_verdicts (
  tenant  text not null,
  call_id text not null,
  at      timestamptz not null,
  allowed boolean not null,
  input   text not null,
  verdict text not null,
  primary key (tenant, call_id)
);
select kit_protect('permission_verdicts');

-- How often a person was rung: counted before a call where the organization has set a cap.
create index calls_attempts on calls (tenant, to_number, requested_at)
  where direction = 'OUTBOUND' and lead_call_id is not null;
