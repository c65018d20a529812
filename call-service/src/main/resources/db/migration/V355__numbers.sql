-- The telephone numbers of each account, one row each. Until now an account carried its numbers as
-- a text; from here on the room numbers owns them, whether somebody typed them or they were bought.
select set_config('app.tenant', '*', true);

create table numbers (
  tenant            text not null,
  id                text not null,
  number            text not null,
  connection_id     text not null,
  carrier           text not null,
  state             text not null,
  -- whether it was bought here; else an administrator entered it with the account
  bought            boolean not null,
  position          int not null,
  carrier_number_id text,
  type              text,
  capabilities      text,
  monthly_amount    numeric(20, 6),
  monthly_currency  text,
  label             text,
  assigned_kind     text,
  assigned_to       text,
  reason_code       text,
  reason            text,
  acquired_at       timestamptz,
  released_at       timestamptz,
  created_at        timestamptz not null,
  updated_at        timestamptz not null,
  updated_by        text not null,
  primary key (tenant, id),
  check ((assigned_kind is null) = (assigned_to is null))
);
-- An account has a number once; what left it stays as it was, for history.
create unique index numbers_of_connection on numbers (tenant, connection_id, number)
  where state in ('ORDERED', 'ACTIVE', 'RELEASING');
create index numbers_newest on numbers (tenant, created_at, id);
select kit_protect('numbers');

-- Ids are those of version 7, by the time at which the account came.
insert into numbers (tenant, id, number, connection_id, carrier, state, bought, position,
  created_at, updated_at, updated_by)
select c.tenant,
  substr(c.began, 1, 8) || '-' || substr(c.began, 9, 4) || '-7'
    || substr(gen_random_uuid()::text, 16),
  typed.number, c.id, c.carrier, 'ACTIVE', false, min(typed.place) - 1,
  c.created_at, c.updated_at, c.updated_by
from (
  select *, lpad(to_hex((extract(epoch from created_at) * 1000)::bigint), 12, '0') as began
  from carrier_connections
) c
cross join lateral jsonb_array_elements_text(c.numbers::jsonb) with ordinality
  as typed (number, place)
group by c.tenant, c.id, c.began, typed.number, c.carrier, c.created_at, c.updated_at, c.updated_by;

-- What an account says of its numbers is read with its row, wherever that is read.
create function numbers_of(of_tenant text, of_connection text) returns text
language plpgsql stable as $$
begin
  return (select coalesce(json_agg(number order by position, id), '[]'::json)::text from numbers
    where tenant = of_tenant and connection_id = of_connection and state = 'ACTIVE');
end
$$;

-- The text stays for versions before this one, which read and write it; nothing here does. It goes
-- with the next release.
alter table carrier_connections alter column numbers set default '[]';
