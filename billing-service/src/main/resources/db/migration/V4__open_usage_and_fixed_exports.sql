-- What is open has a reason: usage that no tariff covers, and since this version usage that is
-- charged while its cost waits for an exchange rate. Both are listed and tried again.
create index metered_uses_open on metered_uses (tenant, occurred_at, usage_id)
  where reason is not null;
drop index metered_uses_unrateable;

-- Who entered an exchange rate; rates that came with the product are the loader's.
alter table exchange_rates
  add column entered_by text not null default 'seed',
  add column entered_at timestamptz not null default now();

-- What, beside the ledger, fixes the bytes of an export: the volume discount of the month, and by
-- which version of the code, in which database, it was made. An export of before says neither: it
-- is measured again before it is sent.
alter table exports
  add column discount_version text,
  add column made_with text;
