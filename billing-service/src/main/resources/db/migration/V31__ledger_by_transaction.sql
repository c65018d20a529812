-- What was written since the last seal is found by the transaction that wrote it.
create index if not exists ledger_written on ledger_entries (written_by);
