-- In which formats an organization wants each month once it is closed; none for not at all.
create table export_schedules (
  tenant     text primary key,
  formats    text[] not null,
  changed_by text not null,
  changed_at timestamptz not null
);
select kit_protect('export_schedules');

-- Months as files in the store, with a manifest that says what each file must be. Terms are those
-- of the invoice where the closing of the month asked for it; else they are looked up when it is
-- made.
create table monthly_exports (
  tenant          text not null,
  id              uuid not null,
  month           text not null check (month ~ '^\d{4}-\d{2}$'),
  formats         text[] not null check (cardinality(formats) > 0),
  scheduled       boolean not null,
  terms           jsonb,
  state           text not null check (state in ('pending', 'ready')),
  requested_by    text not null,
  requested_at    timestamptz not null,
  ready_at        timestamptz,
  manifest        text,
  manifest_sha256 text,
  last_error      text,
  alerted_at      timestamptz,
  primary key (tenant, id),
  check ((state = 'ready') = (manifest is not null))
);
create unique index monthly_exports_of_closing on monthly_exports (tenant, month) where scheduled;
create index monthly_exports_newest on monthly_exports (tenant, requested_at desc, id desc);
select kit_protect('monthly_exports');

-- Which files belong to them, and where they lie. Null for an export that keeps no file.
alter table exports
  add column monthly_export_id uuid,
  add column stored_key text;
create index exports_by_monthly_export on exports (tenant, monthly_export_id)
  where monthly_export_id is not null;
