-- Each entry of an organization's ledger is sealed once: its hash covers the entry and the hash of
-- the entry before it. Whoever keeps one hash can tell later whether anything before it was
-- changed, left out or put in, also by somebody who owns the database.
create table ledger_chain (
  tenant    text not null,
  position  bigint not null check (position > 0),
  entry_id  uuid not null,
  hash      bytea not null,
  sealed_at timestamptz not null,
  primary key (tenant, position),
  unique (tenant, entry_id)
);
select kit_protect('ledger_chain');

create function refuse_rewriting_chain() returns trigger language plpgsql as $$
begin
  raise exception 'the chain of the ledger is append-only';
end
$$;
create trigger chain_append_only before update or delete on ledger_chain
  for each row execute function refuse_rewriting_chain();
create trigger chain_never_emptied before truncate on ledger_chain
  for each statement execute function refuse_rewriting_chain();
revoke update, delete, truncate on ledger_chain from "${app_role}";

-- Up to which transaction everything is sealed. One row: who has it locked, seals.
create table ledger_seal (
  only_one boolean primary key default true check (only_one),
  horizon  xid8 not null
);
insert into ledger_seal (horizon) values ('0');

-- What is hashed of an entry: everything but the transaction that wrote it. Numbers keep their
-- decimals, times are microseconds since 1970, so that no setting of a session changes a byte.
create function ledger_line(e ledger_entries) returns text language sql stable as $$
  select jsonb_build_array(e.id, e.tenant, e.usage_id, e.number, e.kind, e.revision, e.month,
    e.subject, e.subject_id, e.leg, e.meter, e.carrier, e.direction, e.destination_class, e.party,
    e.agent_id, e.agent_name, e.contact_id, e.campaign_id, e.used_quantity, e.preceding_quantity,
    (extract(epoch from e.occurred_at) * 1000000)::bigint, e.quantity, e.billed_quantity,
    e.tariff_id, e.tariff_version, e.rule, e.cost, e.price, e.carrier_price, e.carrier_currency,
    e.carrier_brl, e.exchange_rate, e.exchange_from - date '1970-01-01', e.exchange_source,
    e.explanation, e.causation, (extract(epoch from e.recorded_at) * 1000000)::bigint)::text
$$;

create function ledger_chain_start(tenant text) returns bytea language sql immutable as $$
  select sha256(convert_to('ledger of ' || tenant, 'UTF8'))
$$;

-- Each row's hash follows from the one before; the first one's from what is given. A line that is
-- missing leaves no hash.
create function ledger_chain_step(state bytea, given bytea, line text) returns bytea
language sql immutable as $$
  select sha256(coalesce(state, given) || sha256(convert_to(line, 'UTF8')))
$$;
create aggregate ledger_chain_hash(bytea, text) (sfunc = ledger_chain_step, stype = bytea);
