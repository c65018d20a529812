-- What was written since the last seal is found by the transaction that wrote it.
create index ledger_written on ledger_entries (written_by);
