-- What nobody has read yet, who of us spoke last in a thread, and since when it is nobody's.
alter table conversation
  add column if not exists unread int not null default 0,
  add column spoke_id text,
  add column spoke_name text,
  add column spoke_at timestamptz,
  add column released_at timestamptz;

-- Whether we only take a message for the one that was answered.
alter table message add column reply_inferred boolean not null default false;

-- Which agent talked to a contact last on the phone.
create table spoken_call (
  tenant     text not null,
  contact    text not null,
  agent_id   text not null,
  agent_name text,
  spoke_at   timestamptz not null,
  primary key (tenant, contact)
);
select kit_protect('spoken_call');
