-- Months of organizations whose infrastructure is metered, or is to be, each once.
create table infrastructure_months (
  tenant  text not null,
  month   text not null check (month ~ '^\d{4}-\d{2}$'),
  metered boolean not null default false,
  primary key (tenant, month)
);
select kit_protect('infrastructure_months');
create index infrastructure_months_due on infrastructure_months (month, tenant) where not metered;

-- Whoever uses something in a month has its month: the first entry makes the row of the sum, and no
-- later one does.
create function add_to_infrastructure_months() returns trigger language plpgsql as $$
begin
  insert into infrastructure_months (tenant, month) values (new.tenant, new.month)
  on conflict do nothing;
  return null;
end
$$;

lock table month_spend in share row exclusive mode;
select set_config('app.tenant', '*', true);
insert into infrastructure_months (tenant, month)
select tenant, month from month_spend where scope = 'organization';

create trigger month_spend_begins after insert on month_spend
  for each row when (new.scope = 'organization') execute function add_to_infrastructure_months();

-- In which months it was asked who has a plan. No organization's data.
create table infrastructure_rounds (
  month text primary key check (month ~ '^\d{4}-\d{2}$')
);
