-- Lets readers and writers go on.
alter table activity validate constraint activity_kind;

-- What an organization wants done with a deal after a call; nothing where it has no row.
create table crm_mapping (
  tenant       text        not null primary key,
  mapping_json text        not null,
  changed_at   timestamptz not null
);
select kit_protect('crm_mapping');

-- What is done with a deal besides the note, each once for a call. It waits for the call's note,
-- which knows the deal. told_at: of what asked for it, the later counts.
create table deal_change (
  id          text        not null primary key,
  tenant      text        not null,
  call_id     text        not null,
  change_key  text        not null,
  kind        text        not null check (kind in ('task', 'deal')),
  state       text        not null
    check (state in ('planned', 'waiting', 'writing', 'done', 'skipped', 'failed')),
  wish_json   text        not null,
  deal_id     text,
  result_json text,
  reason      text,
  told_at     timestamptz not null,
  created_at  timestamptz not null,
  ended_at    timestamptz,
  unique (tenant, call_id, change_key)
);
create index deal_change_newest on deal_change (tenant, created_at desc, id desc);
create index deal_change_age on deal_change (created_at);
select kit_protect('deal_change');
