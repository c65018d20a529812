-- A carrier's detail file compared with what was metered. The file itself is not kept: each of its
-- lines is, with what it was compared with.
create table reconciliations (
  id            uuid primary key,
  tenant        text not null,
  month         text not null check (month ~ '^\d{4}-\d{2}$'),
  carrier       text not null,
  kind          text not null,
  connection_id text,
  zone          text not null,
  sha256        text not null,
  bytes         bigint not null,
  rows          bigint not null,
  skipped_rows  bigint not null,
  columns       jsonb not null,
  tolerances    jsonb not null,
  -- Everything that decides how the file is read and judged: the same file under the same settings
  -- is the same reconciliation.
  settings      text not null,
  run           int not null check (run > 0),
  requested_by  text not null,
  created_at    timestamptz not null,
  unique (tenant, sha256, settings, run)
);
create index reconciliations_newest on reconciliations (tenant, created_at desc, id desc);
select kit_protect('reconciliations');

-- place: the row of the file, the heading is 1; what the file does not have follows behind its last
-- row. file_rows: all rows that one usage is billed by.
create table reconciliation_lines (
  tenant            text not null,
  reconciliation_id uuid not null,
  place             bigint not null,
  class             text not null,
  file_rows         bigint[] not null,
  duplicate_of      bigint,
  carrier_ref       text,
  matched_by        text,
  usage_id          uuid,
  subject           text,
  subject_id        text,
  leg               text,
  party             text,
  occurred_at       timestamptz,
  their_quantity    bigint,
  our_quantity      bigint,
  their_amount      numeric(18, 6),
  their_currency    text,
  our_amount        numeric(18, 6),
  our_currency      text,
  our_amount_is_named boolean,
  their_brl         numeric(18, 6),
  our_brl           numeric(18, 6),
  asked             numeric(18, 6),
  asked_currency    text,
  primary key (tenant, reconciliation_id, place)
);
create index reconciliation_differences
  on reconciliation_lines (tenant, reconciliation_id, class, place) where class <> 'matched';
select kit_protect('reconciliation_lines');

-- What the lines of each class add up to; an empty currency is that of lines without an amount.
create table reconciliation_totals (
  tenant            text not null,
  reconciliation_id uuid not null,
  class             text not null,
  currency          text not null,
  asked_currency    text not null,
  lines             bigint not null,
  file_rows         bigint not null,
  theirs            numeric(18, 6) not null,
  theirs_brl        numeric(18, 6) not null,
  ours_brl          numeric(18, 6) not null,
  unconverted       bigint not null,
  asked             numeric(18, 6) not null,
  primary key (tenant, reconciliation_id, class, currency, asked_currency)
);
select kit_protect('reconciliation_totals');
