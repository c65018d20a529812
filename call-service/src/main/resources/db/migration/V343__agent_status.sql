-- Who an agent is, where else it is reached, and which status it has chosen: null for one who has
-- never said any. Being on a call is no column: it is read from the calls.
alter table agents
  alter endpoint set default 'SOFTPHONE',
  add name text,
  add username text,
  add extension text,
  add number text,
  add mobile text,
  add status text,
  add status_since timestamptz,
  add created_at timestamptz not null default now(),
  add check ((status is null) = (status_since is null));
update agents set created_at = updated_at;

-- What people type, and what callers dial, leads to one agent.
create unique index agents_extension on agents (tenant, extension) where extension is not null;
create unique index agents_number on agents (tenant, number) where number is not null;
create index agents_listed on agents (tenant, created_at, user_id);

-- Whoever has waited longest for a call comes first.
create index agents_available on agents (tenant, status_since) where status = 'AVAILABLE';

-- The timeline also tells of agents, beside any call.
alter table call_news alter call_id drop not null;
