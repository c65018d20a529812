-- The documents that regulation demands of whoever buys a number, by the account that has them, with
-- how they stood when the carrier was asked last.
create table number_documents (
  tenant        text not null,
  connection_id text not null,
  country       text not null,
  type          text not null,
  documents     text not null,
  state         text,
  detail        text,
  checked_at    timestamptz,
  updated_by    text not null,
  updated_at    timestamptz not null,
  primary key (tenant, connection_id, country, type)
);
select kit_protect('number_documents');
