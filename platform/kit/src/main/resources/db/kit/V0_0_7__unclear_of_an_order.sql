-- What of an order is under way. A claim asks for that of each job that it may take; without this it
-- reads all that wait behind it.
create index if not exists jobs_order_unclear on jobs (tenant, queue, ordering_key)
  where ordering_key is not null and state in ('RUNNING', 'UNKNOWN', 'ASKING');
