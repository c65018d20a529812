-- What needs a person. One row per thing until it is over; raised again, it is counted.
create table alert (
  tenant          text not null,
  id              text not null,
  service         text not null,
  title           text not null,
  subject         text not null default '',
  severity        text not null,
  detail          text not null,
  raised_at       timestamptz not null,
  last_raised_at  timestamptz not null,
  times           bigint not null,
  acknowledged_at timestamptz,
  acknowledged_by text,
  resolved_at     timestamptz,
  resolved_by     text,
  told_at         timestamptz,
  told_severity   text,
  round           int not null default 0,
  next_step       int not null default 0,
  reminded        int not null default 0,
  primary key (tenant, id)
);
create unique index alert_open on alert (tenant, service, title, subject)
  where resolved_at is null;
create index alert_ended on alert (tenant, service, title, subject, resolved_at)
  where resolved_at is not null;
create index alert_waiting on alert (tenant, last_raised_at, id)
  where acknowledged_at is null and resolved_at is null;
create index alert_taken on alert (tenant, last_raised_at, id)
  where acknowledged_at is not null and resolved_at is null;
create index alert_over on alert (tenant, last_raised_at, id)
  where resolved_at is not null;
select kit_protect('alert');

-- Whom an alert was told, one row for each receiver, round and step.
create table alert_notification (
  tenant     text not null,
  id         text not null,
  alert_id   text not null,
  round      int not null,
  step       int not null,
  receiver   text not null,
  channel    text not null,
  news       text not null,
  state      text not null,
  reason     text,
  message_id text,
  created_at timestamptz not null,
  ended_at   timestamptz,
  primary key (tenant, id),
  foreign key (tenant, alert_id) references alert (tenant, id)
);
create unique index alert_notification_once
  on alert_notification (tenant, alert_id, round, step, receiver, news);
select kit_protect('alert_notification');
