-- In which CRM a note was begun: it is written in no other, and looked for in that one.
alter table activity add column place_crm text;

-- What lets us ask the CRM that was connected before, sealed, until the token ends.
create table crm_former_access (
  tenant            text        not null,
  crm               text        not null,
  access_token      text        not null,
  access_expires_at timestamptz not null,
  primary key (tenant, crm)
);
create index crm_former_access_end on crm_former_access (access_expires_at);
select kit_protect('crm_former_access');
