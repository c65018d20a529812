-- The rules of tariffs by which an organization's usage cost more than it is sold for on a day, with
-- the first line of each and what it sells in a person's words: people are told of them together.
create table loss_alerts (
  tenant      text not null,
  day         date not null,
  tariff      text not null,
  rule        text not null,
  told_as     text not null,
  usage_id    uuid not null,
  cost        numeric not null,
  price       numeric not null,
  raised_at   timestamptz not null,
  resolved_at timestamptz,
  primary key (tenant, day, tariff, rule)
);
create index loss_alerts_open on loss_alerts (tenant, day) where resolved_at is null;
select kit_protect('loss_alerts');
