-- How an account was found to do: since when each part of it is as it is.
create table account_findings (
  tenant        text not null,
  connection_id text not null,
  part          text not null,
  state         text not null,
  reason        text,
  since         timestamptz not null,
  primary key (tenant, connection_id, part)
);
select kit_protect('account_findings');
