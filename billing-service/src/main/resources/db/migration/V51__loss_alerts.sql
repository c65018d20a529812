-- People are told once a day of each rule of a tariff by which an organization's usage costs more
-- than it is sold for, with the first line of the day.
create table loss_alerts (
  tenant      text not null,
  day         date not null,
  tariff      text not null,
  rule        text not null,
  usage_id    uuid not null,
  cost        numeric not null,
  price       numeric not null,
  raised_at   timestamptz not null,
  resolved_at timestamptz,
  primary key (tenant, day, tariff, rule)
);
create index loss_alerts_open on loss_alerts (tenant, tariff, rule) where resolved_at is null;
select kit_protect('loss_alerts');
