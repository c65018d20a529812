-- People are told once a day of each destination to which usage is without a tariff. usages counts
-- those of that day; a row is locked until its usage is there, so that nobody calls it over before.
create table unrateable_alerts (
  tenant      text not null,
  destination text not null,
  day         date not null,
  usages      bigint not null,
  raised_at   timestamptz not null default now(),
  primary key (tenant, destination, day)
);
select kit_protect('unrateable_alerts');
