-- Which messages of ours were answered, and by which of them a contact was lost.
create table message_answer (
  tenant       text not null,
  message_id   text not null,
  message_at   timestamptz not null,
  replied_at   timestamptz,
  opted_out_at timestamptz,
  primary key (tenant, message_id)
);
select kit_protect('message_answer');

-- Sums of past days by template, campaign, agent, carrier, channel, day and hour.
create table message_days (
  tenant    text not null,
  day       date not null,
  dimension text not null,
  value     text not null,
  currency  text not null,
  code      text not null,
  messages  int not null,
  sent      int not null,
  delivered int not null,
  read      int not null,
  failed    int not null,
  replied   int not null,
  opted_out int not null,
  cost      numeric(18, 6),
  primary key (tenant, day, dimension, value, currency, code)
);
select kit_protect('message_days');

-- The days whose sums are true. Whoever changes a message of such a day takes its row away.
create table message_days_kept (
  tenant  text not null,
  day     date not null,
  kept_at timestamptz not null,
  primary key (tenant, day)
);
select kit_protect('message_days_kept');
