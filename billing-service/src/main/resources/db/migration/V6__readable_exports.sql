-- Who used something, with whom and for what, for the people who read the month. Entries of before
-- do not say it. Columns that may be null: nobody reads the ledger until this commits, and nothing
-- is rewritten.
alter table ledger_entries
  add column agent_id text,
  add column agent_name text,
  add column contact_id text,
  add column campaign_id text;

-- In which language the columns of a file are called; null for the one of its format, which is all
-- there was before.
alter table exports add column headings text;
create index exports_newest on exports (tenant, created_at desc, id desc);

-- A rate that was entered wrong is corrected by another version of the same day. What was converted
-- stays as it was; the newest version converts what comes.
alter table exchange_rates add column version int not null default 1 check (version > 0);
alter table exchange_rates drop constraint exchange_rates_pkey;
alter table exchange_rates add primary key (currency, from_day, version);
