-- What an entry came from: of which kind its cause is, the carrier's callback behind the event that
-- led to it, and by which name the carrier knows what was used. Entries of before, and those that an
-- earlier version of the service still appends, do not say it. Nothing is rewritten.
alter table ledger_entries
  add column cause text,
  add column callback text,
  add column carrier_ref text;

-- Where they are there the hash of an entry covers them; the line of every other entry is what it
-- was, so that what is sealed stays sealed, and putting them in or taking them away shows.
create or replace function ledger_line(e ledger_entries) returns text language sql stable as $$
  select (jsonb_build_array(e.id, e.tenant, e.usage_id, e.number, e.kind, e.revision, e.month,
    e.subject, e.subject_id, e.leg, e.meter, e.carrier, e.direction, e.destination_class, e.party,
    e.agent_id, e.agent_name, e.contact_id, e.campaign_id, e.used_quantity, e.preceding_quantity,
    (extract(epoch from e.occurred_at) * 1000000)::bigint, e.quantity, e.billed_quantity,
    e.tariff_id, e.tariff_version, e.rule, e.cost, e.price, e.carrier_price, e.carrier_currency,
    e.carrier_brl, e.exchange_rate, e.exchange_from - date '1970-01-01', e.exchange_source,
    e.explanation, e.causation, (extract(epoch from e.recorded_at) * 1000000)::bigint)
    || case when e.cause is null and e.callback is null and e.carrier_ref is null then '[]'::jsonb
         else jsonb_build_array(e.cause, e.callback, e.carrier_ref) end)::text
$$;
