-- How many calls ended, and how many were short: of each caller id, and of all (an empty number),
-- by day and by month in Brasília. Sets that end at the same time add to different slots.
create table call_volumes (
  tenant      text not null,
  span        text not null,
  begins      date not null,
  number      text not null,
  slot        int not null,
  calls       bigint not null,
  short_calls bigint not null,
  primary key (tenant, span, begins, number, slot)
) with (fillfactor = 70);
create index call_volumes_begins on call_volumes (begins);
select kit_protect('call_volumes');

-- Who has come close to a limit of the regulator; read with every click, and nearly always empty.
create table volume_warnings (
  tenant     text not null,
  rule       text not null,
  number     text not null,
  begins     date not null,
  ends       date not null,
  version    text not null,
  percent    int not null,
  told       int not null,
  evidence   text not null,
  noticed_at timestamptz not null,
  primary key (tenant, rule, number, begins)
);
select kit_protect('volume_warnings');
