-- One invoice for each month of an organization. A draft has no number and no document: it follows
-- what is known of the month. Once issued it is never changed.
create table invoices (
  id        uuid primary key,
  tenant    text not null,
  month     text not null check (month ~ '^\d{4}-\d{2}$'),
  state     text not null check (state in ('draft', 'issued')),
  number    bigint,
  document  jsonb,
  opened_at timestamptz not null,
  issued_at timestamptz,
  issued_by text,
  unique (tenant, month),
  unique (tenant, number),
  check (case state
    when 'draft' then num_nulls(number, document, issued_at, issued_by) = 4
    else num_nulls(number, document, issued_at, issued_by) = 0 end)
);
create index invoices_drafts on invoices (tenant, month) where state = 'draft';
select kit_protect('invoices');

-- What an invoice charged too much or too little, told after its issue.
create table invoice_notes (
  id         uuid primary key,
  tenant     text not null,
  invoice_id uuid not null references invoices,
  ordinal    int not null check (ordinal > 0),
  kind       text not null check (kind in ('credit-note', 'debit-note')),
  number     bigint not null,
  document   jsonb not null,
  issued_at  timestamptz not null,
  issued_by  text not null,
  unique (tenant, invoice_id, ordinal),
  unique (tenant, kind, number)
);
select kit_protect('invoice_notes');

-- The last number of each series of an organization. It is taken in the transaction that issues, so
-- that no number is ever left out.
create table invoice_numbers (
  tenant text not null,
  series text not null check (series in ('invoice', 'credit-note', 'debit-note')),
  last   bigint not null check (last > 0),
  primary key (tenant, series)
);
select kit_protect('invoice_numbers');

-- Up to the end of which month an issued invoice was compared with its month, and what the month was
-- made of then.
create table invoice_reviews (
  tenant     text not null,
  invoice_id uuid not null references invoices,
  through    text not null check (through ~ '^\d{4}-\d{2}$'),
  mark       text not null,
  primary key (tenant, invoice_id)
);
select kit_protect('invoice_reviews');

-- The file of an invoice or a note as it was first sent: the same bytes for ever, whatever library
-- writes the next one.
create table invoice_files (
  tenant      text not null,
  document_id uuid not null,
  pdf         bytea not null,
  sha256      text not null,
  made_at     timestamptz not null,
  primary key (tenant, document_id)
);
select kit_protect('invoice_files');

create function refuse_changing_documents() returns trigger language plpgsql as $$
begin
  raise exception 'what was issued is never changed: correct it by a note';
end
$$;
create trigger invoice_is_final before update or delete on invoices
  for each row when (old.state = 'issued') execute function refuse_changing_documents();
create trigger note_is_final before update or delete on invoice_notes
  for each row execute function refuse_changing_documents();
create trigger file_is_final before update or delete on invoice_files
  for each row execute function refuse_changing_documents();
create trigger invoices_never_emptied before truncate on invoices
  for each statement execute function refuse_changing_documents();
create trigger notes_never_emptied before truncate on invoice_notes
  for each statement execute function refuse_changing_documents();
revoke delete, truncate on invoices from "${app_role}";
revoke update, delete, truncate on invoice_notes, invoice_files from "${app_role}";
