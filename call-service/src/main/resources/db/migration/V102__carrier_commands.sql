-- Intents: what a carrier is to do, stored before it is asked, each step of a call once.

create table carrier_commands (
  tenant        text not null,
  id            text not null,
  call_id       text not null,
  kind          text not null,
  leg           text not null,
  carrier       text not null,
  connection_id text not null,
  payload       text not null,
  state         text not null,
  attempts      int not null default 0,
  created_at    timestamptz not null,
  due_at        timestamptz not null,
  sent_at       timestamptz,
  settled_at    timestamptz,
  result        text,
  primary key (tenant, id),
  unique (tenant, call_id, kind, leg),
  foreign key (tenant, call_id) references calls (tenant, id)
);
create index carrier_commands_due on carrier_commands (due_at)
  where state in ('PENDING', 'SENDING', 'UNKNOWN');
select kit_protect('carrier_commands');

create function wake_command_worker() returns trigger language plpgsql as $$
begin
  perform pg_notify('carrier_commands', '');
  return null;
end
$$;
create trigger carrier_commands_wake after insert on carrier_commands
  for each statement execute function wake_command_worker();
