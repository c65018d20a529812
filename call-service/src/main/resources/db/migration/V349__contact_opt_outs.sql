-- Who wants no messages of an organization, as messaging tells it; of each the latest counts.
create table contact_opt_outs (
  tenant  text not null,
  number  text not null,
  channel text not null,
  out_at  timestamptz,
  in_at   timestamptz,
  primary key (tenant, number, channel)
);
select kit_protect('contact_opt_outs');
