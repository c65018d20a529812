-- Lines whose cost the carrier has not named: found without reading those that it has. Reads
-- metered_uses once to build; whoever has millions of rows builds it before the upgrade, as the
-- owner, with "create index concurrently".
create index if not exists metered_uses_estimated on metered_uses (tenant, occurred_at, usage_id)
  where subject in ('call', 'message') and meter in ('voice-minute', 'message-segment')
    and status in ('RATED', 'NOT_CHARGED') and (state ->> 'realCost') is null
    and ((state -> 'standing' -> 'cost' ->> 'amount')::numeric) <> 0
    and (subject = 'call' or (state -> 'usage' ->> 'direction') is distinct from 'inbound');

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
  cost        numeric not null,
  told_until  timestamptz not null,
  raised_at   timestamptz not null,
  resolved_at timestamptz,
  primary key (tenant, day)
);
create index estimate_alerts_open on estimate_alerts (tenant, day) where resolved_at is null;
select kit_protect('estimate_alerts');
