-- A plan may begin within a month. Assignments of before, and those that an earlier version of the
-- service still makes, begin with their month.
alter table plan_assignments add column from_day date;

-- By which versions an export was drawn up, whole: a month may have several plans, and conditions.
alter table exports add column terms jsonb;

-- What an organization has agreed with the operator beside tariffs and plan. Versions are only
-- added; the last one for a month holds.
create table conditions (
  id         uuid primary key,
  tenant     text not null,
  seq        bigint generated always as identity,
  from_month text not null check (from_month ~ '^\d{4}-\d{2}$'),
  document   jsonb not null,
  agreed_by  text not null,
  agreed_at  timestamptz not null
);
create index conditions_by_month on conditions (tenant, from_month desc, seq desc);
select kit_protect('conditions');
