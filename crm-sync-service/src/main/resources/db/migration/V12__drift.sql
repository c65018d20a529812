-- What the last look has found: calls that wait for too long, and calls without an activity.
create table crm_drift (
  tenant     text        not null primary key,
  checked_at timestamptz not null,
  late       bigint      not null,
  missing    bigint      not null
);
select kit_protect('crm_drift');

-- What billing told of an organization's calls of late.
create index call_price_told on call_price (tenant, told_at);
