-- Whose a number is stands with the number alone. What agents had as their own number becomes an
-- assignment of it; where both were said, the agent's own one held.
select set_config('app.tenant', '*', true);

update numbers n set assigned_kind = 'AGENT', assigned_to = a.user_id
from agents a
where a.tenant = n.tenant and a.number = n.number and n.state in ('ORDERED', 'ACTIVE', 'RELEASING');

-- Versions before this one find the same agents: they look at assignments where no agent has the
-- number as the own one. The column goes with the next release.
update agents set number = null where number is not null;

create index numbers_by_agent on numbers (tenant, assigned_to) where assigned_kind = 'AGENT';

-- The number that leads to an agent, read with the agent wherever that is read; of several the one
-- that came first. Those of accounts that were deleted lead to nobody.
create function number_of_agent(of_tenant text, of_agent text) returns text
language plpgsql stable as $$
begin
  return (select n.number from numbers n
    where n.tenant = of_tenant and n.assigned_kind = 'AGENT' and n.assigned_to = of_agent
      and n.state = 'ACTIVE'
      and not exists (select 1 from carrier_connections c
        where c.tenant = n.tenant and c.id = n.connection_id and c.deleted_at is not null)
    order by n.id limit 1);
end
$$;
