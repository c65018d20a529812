-- Who has begun to let us into a CRM, by its own page; until the code comes back, or it is too late.
create table crm_authorization (
  tenant       text        not null,
  -- SHA-256, in hex: what leads back from the CRM is no secret of ours that could be read here.
  state_hash   text        not null,
  admin        text        not null,
  crm          text        not null,
  client_id    text        not null,
  redirect_uri text        not null,
  expires_at   timestamptz not null,
  primary key (tenant, state_hash)
);
create index crm_authorization_age on crm_authorization (expires_at);
select kit_protect('crm_authorization');
