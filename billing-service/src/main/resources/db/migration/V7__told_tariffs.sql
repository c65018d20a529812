-- Of which tariffs others have been told. Those that were there before are told after the upgrade,
-- as is what a replica of an older version publishes meanwhile.
create table told_tariffs (
  tariff_id uuid primary key references tariffs on delete cascade,
  tenant    text not null,
  told_at   timestamptz not null default now()
);
select kit_protect('told_tariffs');
