-- What was used in a month, whether anything was charged for it or not.
create index if not exists metered_uses_time on metered_uses (tenant, meter, occurred_at);
