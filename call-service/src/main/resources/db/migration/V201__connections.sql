-- Carrier accounts of the organizations. Secrets are sealed (AES-256-GCM), never in clear.

create table carrier_connections (
  tenant                text not null,
  id                    text not null,
  carrier               text not null,
  enabled               boolean not null,
  version               bigint not null,
  numbers               text not null,
  account_sid           text,
  messaging_service_sid text,
  call_control_id       text,
  messaging_profile_id  text,
  secrets               text not null,
  created_at            timestamptz not null,
  updated_at            timestamptz not null,
  updated_by            text not null,
  primary key (tenant, id)
);
-- The same account twice would receive every callback under two ids.
create unique index carrier_connections_twilio on carrier_connections (tenant, account_sid)
  where account_sid is not null;
create unique index carrier_connections_telnyx on carrier_connections (tenant, call_control_id)
  where call_control_id is not null;
select kit_protect('carrier_connections');
