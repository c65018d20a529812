-- What we wrote last of a deal, stage or field: what stands there otherwise is a person's.
create table deal_part (
  tenant        text        not null,
  deal_id       text        not null,
  part          text        not null,
  value         text        not null,
  call_ended_at timestamptz not null,
  written_at    timestamptz not null,
  primary key (tenant, deal_id, part)
);
create index deal_part_age on deal_part (written_at);
select kit_protect('deal_part');
