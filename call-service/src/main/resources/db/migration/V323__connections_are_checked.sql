-- Why a connection that should be enabled is not: its carrier could not be asked. And when it was
-- deleted: what is under way through it is still taken for a while.
alter table carrier_connections add disabled_reason text, add deleted_at timestamptz;

drop index carrier_connections_twilio;
create unique index carrier_connections_twilio on carrier_connections (tenant, account_sid)
  where account_sid is not null and deleted_at is null;
drop index carrier_connections_telnyx;
create unique index carrier_connections_telnyx on carrier_connections (tenant, call_control_id)
  where call_control_id is not null and deleted_at is null;
