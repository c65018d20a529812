-- Usage is listed newest first, also that of one meter or one subject: without these the list walks
-- past everything else until it has a page.
create index ledger_meter on ledger_entries (tenant, meter, occurred_at desc, usage_id desc)
  where number = 1;
create index ledger_kind_of_subject
  on ledger_entries (tenant, subject, occurred_at desc, usage_id desc) where number = 1;
