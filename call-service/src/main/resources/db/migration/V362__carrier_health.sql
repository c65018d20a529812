-- Circuit breakers: whether calls of an organization are kept away from a carrier.
create table carrier_health (
  tenant   text not null,
  carrier  text not null,
  state    text not null,
  failures int not null,
  trips    int not null,
  since    timestamptz,
  ask_at timestamptz,
  errors   text not null,
  primary key (tenant, carrier)
);
create index carrier_health_due on carrier_health (ask_at) where state = 'OPEN';
select kit_protect('carrier_health');

-- How carriers do of late: sums of slots of five minutes, added to every few seconds.
create table carrier_recent (
  tenant        text not null,
  carrier       text not null,
  slot          timestamptz not null,
  dials         int not null,
  refused       int not null,
  unclear       int not null,
  answer_millis bigint not null,
  ended         int not null,
  answered      int not null,
  failed        int not null,
  primary key (tenant, carrier, slot)
);
create index carrier_recent_age on carrier_recent (slot);
select kit_protect('carrier_recent');
