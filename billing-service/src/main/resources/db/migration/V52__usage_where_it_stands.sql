-- Usage is listed where its newest entry lies: where a usage turns out to have begun at another
-- time its first entry says the wrong one, perhaps in another month. All usage and that of a month
-- are found by ledger_month; these are for one meter or one kind of subject. Whoever has millions
-- of entries builds them before the upgrade, as the owner, with "create index concurrently".
create index if not exists ledger_meter_month
  on ledger_entries (tenant, meter, month, occurred_at, usage_id, number);
create index if not exists ledger_subject_month
  on ledger_entries (tenant, subject, month, occurred_at, usage_id, number);
drop index ledger_newest, ledger_meter, ledger_kind_of_subject;
