-- Lines whose cost the carrier has not named: found without reading those that it has.
create index if not exists metered_uses_estimated on metered_uses (tenant, occurred_at, usage_id)
  where estimated;
