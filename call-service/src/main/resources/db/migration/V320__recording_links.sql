-- How an organization lets people reach a recording from a note of its CRM.
create table recording_link_settings (
  tenant     text        not null primary key,
  access     text        not null check (access in ('login', 'signed')),
  days       int         not null check (days between 1 and 365),
  updated_by text        not null,
  updated_at timestamptz not null
);
select kit_protect('recording_link_settings');
