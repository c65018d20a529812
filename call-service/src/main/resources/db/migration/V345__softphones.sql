-- What lets browsers log in at a carrier: Twilio's API key (its secret lies among the others) and
-- application, Telnyx's credential connection.
alter table carrier_connections
  add api_key_sid text,
  add outgoing_application_sid text,
  add credential_connection_id text;

-- Where the softphone of an agent is reached through an account, once it has had a token: what is
-- dialled is where the browser logged in.
create table softphones (
  tenant        text not null,
  user_id       text not null,
  connection_id text not null,
  address       text not null,
  credential_id text,
  created_at    timestamptz not null,
  primary key (tenant, user_id, connection_id)
);
select kit_protect('softphones');
