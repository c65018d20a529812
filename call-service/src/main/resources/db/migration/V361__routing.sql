-- How old an estimate is, and whether it is the carrier's own figure, is told with it.
alter table cost_estimates add as_of date not null default date '2025-12-31';
alter table cost_estimates add source text not null default 'reference';
update cost_estimates set source = 'assumed' where carrier = 'TELNYX';

-- How an organization chooses between carriers; the first one stands in voice_settings.
create table routing_settings (
  tenant     text primary key,
  prefer     text not null,
  carriers   text,
  updated_by text not null,
  updated_at timestamptz not null
);
select kit_protect('routing_settings');
