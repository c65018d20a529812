-- How an organization's calls may be said to have gone, and what follows; one row each.
create table disposition_settings (
  tenant          text primary key,
  wrap_up         boolean not null,
  wrap_up_seconds int not null,
  dispositions    text not null,
  updated_by      text not null,
  updated_at      timestamptz not null
);
select kit_protect('disposition_settings');

-- Calls whose agent has still to say how they went; a row goes with the disposition, or when its
-- time is over (null: it waits for the disposition).
create table wrap_ups (
  tenant  text not null,
  call_id text not null,
  user_id text not null,
  since   timestamptz not null,
  until   timestamptz,
  primary key (tenant, call_id)
);
create index wrap_ups_of_agent on wrap_ups (tenant, user_id);
create index wrap_ups_until on wrap_ups (until) where until is not null;
select kit_protect('wrap_ups');

-- What was asked for after a call, so that a corrected disposition takes it back.
create table follow_ups (
  tenant       text not null,
  call_id      text not null,
  disposition  text not null,
  due_at       timestamptz not null,
  requested_at timestamptz not null,
  primary key (tenant, call_id)
);
select kit_protect('follow_ups');
