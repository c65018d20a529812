-- Sums of past days by agent, campaign, hour, carrier, area code and outcome.
create table insight_days (
  tenant       text not null,
  day          date not null,
  dimension    text not null,
  value        text not null,
  currency     text not null,
  calls        int not null,
  answered     int not null,
  rung         int not null,
  ring_seconds bigint not null,
  talk_seconds bigint not null,
  short_calls  int not null,
  cost         numeric(18, 6),
  primary key (tenant, day, dimension, value, currency)
);
select kit_protect('insight_days');

-- The days whose sums are true. Whoever changes a call of such a day takes its row away.
create table insight_kept (
  tenant  text not null,
  day     date not null,
  kept_at timestamptz not null,
  primary key (tenant, day)
);
select kit_protect('insight_kept');
