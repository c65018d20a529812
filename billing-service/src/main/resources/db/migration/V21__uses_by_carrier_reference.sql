-- A line of a carrier's file is looked up by the carrier's own name of it, whenever it was.
create index if not exists metered_uses_reference on metered_uses (tenant, carrier_ref)
  where carrier_ref is not null;
