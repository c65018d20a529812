-- What is to become a tariff. Four eyes are a rule of the table as well: whatever the code does,
-- nothing is published by whoever wrote or proposed it.
create table tariff_drafts (
  id              uuid primary key,
  tenant          text not null,
  state           text not null check (state in ('draft', 'proposed', 'published', 'discarded')),
  revision        int not null check (revision > 0),
  document        jsonb not null,
  written_by_id   text not null,
  written_by      text not null,
  written_at      timestamptz not null,
  proposed_by_id  text,
  proposed_by     text,
  proposed_at     timestamptz,
  published_by_id text,
  published_by    text,
  published_at    timestamptz,
  tariff_id       uuid,
  created_at      timestamptz not null,
  constraint tariff_drafts_four_eyes check (state <> 'published' or (
    tariff_id is not null and proposed_by_id is not null and published_by_id is not null
    and published_by_id <> proposed_by_id and published_by_id <> written_by_id))
);
create index tariff_drafts_newest on tariff_drafts (tenant, created_at desc);
select kit_protect('tariff_drafts');

-- Who changed what. Added to, never changed.
create table tariff_changes (
  id        uuid primary key,
  tenant    text not null,
  draft_id  uuid,
  tariff_id uuid,
  version   text not null,
  action    text not null check (action in ('drafted', 'rewritten', 'proposed', 'returned',
    'discarded', 'published', 'published-alone')),
  revision  int not null check (revision > 0),
  by_id     text not null,
  by_name   text not null,
  at        timestamptz not null,
  reason    text,
  sha256    text not null,
  diff      jsonb not null
);
create index tariff_changes_newest on tariff_changes (tenant, at desc);
select kit_protect('tariff_changes');

create function refuse_rewriting_changes() returns trigger language plpgsql as $$
begin
  raise exception 'the book of changes is added to, never changed';
end
$$;
create trigger tariff_changes_append_only before update or delete on tariff_changes
  for each row execute function refuse_rewriting_changes();
create trigger tariff_changes_never_emptied before truncate on tariff_changes
  for each statement execute function refuse_rewriting_changes();
revoke update, delete, truncate on tariff_changes from "${app_role}";
