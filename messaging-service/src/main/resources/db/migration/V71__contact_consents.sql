-- Who declines communications in the organization's CRM, as it tells; of each contact the latest
-- word counts.
create table contact_consents (
  tenant         text not null,
  contact_id     text not null,
  crm            text not null,
  declined       boolean not null,
  said_at        timestamptz not null,
  transaction_id text,
  primary key (tenant, contact_id)
);
select kit_protect('contact_consents');

-- When each number was last named with the contact; one that the latest word does not name is the
-- contact's no more.
create table contact_consent_numbers (
  tenant     text not null,
  number     text not null,
  contact_id text not null,
  said_at    timestamptz not null,
  primary key (tenant, number, contact_id)
);
select kit_protect('contact_consent_numbers');
