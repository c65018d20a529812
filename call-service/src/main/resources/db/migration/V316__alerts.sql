-- What needs a person. One row per thing that is open; raised again, it is counted.
create table alerts (
  tenant          text not null,
  id              text not null,
  service         text not null,
  severity        text not null,
  title           text not null,
  detail          text not null,
  subject         text not null default '',
  raised_at       timestamptz not null,
  last_raised_at  timestamptz not null,
  times           bigint not null,
  acknowledged_at timestamptz,
  acknowledged_by text,
  primary key (tenant, id)
);
create unique index alerts_open on alerts (tenant, service, title, subject)
  where acknowledged_at is null;
create index alerts_list on alerts (tenant, raised_at, id);
select kit_protect('alerts');
