-- Accounts that were made below another one at its carrier. Each has the id of the connection that
-- it becomes; what opens it is sealed there.
create table subaccounts (
  tenant        text not null,
  id            text not null,
  connection_id text not null,
  name          text not null,
  state         text not null,
  account_id    text,
  reason_code   text,
  reason        text,
  created_at    timestamptz not null,
  updated_at    timestamptz not null,
  created_by    text not null,
  primary key (tenant, id)
);
create index subaccounts_newest on subaccounts (tenant, connection_id, created_at, id);
select kit_protect('subaccounts');
