-- A call may have two notes: its own, and one that follows because a note cannot be changed.
alter table activity add column kind text not null default 'call';
alter table activity add constraint activity_kind check (kind in ('call', 'follow-up')) not valid;

-- Phones that were looked for in every spelling.
create table contact_search (
  tenant      text        not null,
  phone       text        not null,
  searched_at timestamptz not null,
  primary key (tenant, phone)
);
create index contact_search_age on contact_search (searched_at);
select kit_protect('contact_search');

-- Which spelling a contact was found by; smaller is more likely.
alter table contact_link add column rank int not null default 0;

-- When the refresh token was last exchanged, or entered: it dies when it is not used for long.
alter table crm_connection add column refreshed_at timestamptz;
select set_config('app.tenant', '*', true);
update crm_connection set refreshed_at = coalesce(access_expires_at - interval '2 hours', state_since);
alter table crm_connection alter column refreshed_at set default now();
alter table crm_connection alter column refreshed_at set not null;
create index crm_connection_idle on crm_connection (refreshed_at) where state = 'connected';
