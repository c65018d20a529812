-- Where a tariff counts calls to one number that follow each other closely as one, the calls around
-- a call are looked for by the number; until is the end of the call.
alter table metered_uses add column party text, add column until timestamptz;
create index metered_uses_around on metered_uses (tenant, party, occurred_at)
  where until is not null;

-- How much had been used in the calls that an entry's usage continues: without it an entry could
-- not be computed again. Last, because nobody reads the ledger until this commits.
alter table ledger_entries add column preceding_quantity bigint not null default 0;
