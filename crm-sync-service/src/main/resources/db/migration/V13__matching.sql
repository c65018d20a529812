-- What becomes of calls whose deal is not clear; where an organization has no row, a person decides.
create table match_settings (
  tenant         text        not null primary key,
  several_deals  text        not null check (several_deals in ('list', 'newest', 'oldest')),
  unknown_people text        not null check (unknown_people in ('list', 'create')),
  stage_id       text,
  changed_at     timestamptz not null
);
select kit_protect('match_settings');

-- Who is being entered into the CRM just now; until then what was sent may still turn up there.
create table crm_creation (
  tenant text        not null,
  phone  text        not null,
  until  timestamptz not null,
  primary key (tenant, phone)
);
select kit_protect('crm_creation');
