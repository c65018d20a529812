-- What people have forbidden to dial and to write to, by the beginning of the number; null for
-- every number. A row stays for whoever asks later who did it, when and why.
create table outbound_blocks (
  tenant      text not null,
  id          uuid not null,
  prefix      text check (prefix ~ '^\+[1-9][0-9]{0,14}$'),
  reason      text not null,
  blocked_by  text not null,
  blocked_at  timestamptz not null,
  lifted_by   text,
  lifted_at   timestamptz,
  lift_reason text,
  primary key (tenant, id),
  check ((lifted_at is null) = (lifted_by is null))
);
create unique index outbound_blocks_open on outbound_blocks (tenant, coalesce(prefix, '+'))
  where lifted_at is null;
create index outbound_blocks_newest on outbound_blocks (tenant, blocked_at desc, id desc);
select kit_protect('outbound_blocks');
revoke delete, truncate on outbound_blocks from "${app_role}";
