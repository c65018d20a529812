-- Whether a line's cost is one that the carrier has yet to name, kept by whoever writes the line; by
-- it, such lines are found without an index that asks for the state, which each update changes.
-- Null for what was metered before, until V55 has looked at it.
alter table metered_uses add column if not exists estimated boolean;

-- When a person had the carrier asked again for the cost of a line, and who.
create table cost_questions (
  tenant   text not null,
  usage_id uuid not null,
  asked_at timestamptz not null,
  asked_by text not null,
  primary key (tenant, usage_id)
);
select kit_protect('cost_questions');

-- People are told at most once a day of an organization's costs that are overdue: of those used
-- before told_until, as far as nobody had told of them on a day before.
create table estimate_alerts (
  tenant      text not null,
  day         date not null,
  lines       bigint not null,
  told_until  timestamptz not null,
  raised_at   timestamptz not null,
  resolved_at timestamptz,
  primary key (tenant, day)
);
create index estimate_alerts_open on estimate_alerts (tenant, day) where resolved_at is null;
select kit_protect('estimate_alerts');
