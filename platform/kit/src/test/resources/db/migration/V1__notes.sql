create table notes (
  tenant   text not null,
  id       text not null,
  body     text not null,
  position bigint generated always as identity,
  primary key (tenant, id)
);
select kit_protect('notes');
