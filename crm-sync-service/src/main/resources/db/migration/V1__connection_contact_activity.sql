create table crm_connection (
  tenant           text        not null primary key,
  client_id        text        not null,
  client_secret    text        not null,
  refresh_token    text        not null,
  access_token     text,
  access_expires_at timestamptz,
  state            text        not null check (state in ('connected', 'reconnect-required')),
  state_reason     text,
  state_since      timestamptz not null
);
select kit_protect('crm_connection');

-- Phone to contact, as the CRM answered. Deals are never kept: they close behind our back.
create table contact_link (
  tenant       text        not null,
  phone        text        not null,
  contact_id   text        not null,
  contact_name text,
  checked_at   timestamptz not null,
  primary key (tenant, phone, contact_id)
);
select kit_protect('contact_link');

create table activity (
  id              text        not null primary key,
  tenant          text        not null,
  subject_id      text        not null,
  state           text        not null check (state in ('pending', 'writing', 'synced', 'failed')),
  revision        int         not null,
  call_json       text        not null,
  causation       text        not null,
  attempts        int         not null default 0,
  next_attempt_at timestamptz not null,
  lease_until     timestamptz,
  contact_id      text,
  deal_id         text,
  chosen_deal_id  text,
  note_id         text,
  failure_kind    text,
  failure_reason  text,
  created_at      timestamptz not null,
  settled_at      timestamptz,
  unique (tenant, subject_id)
);
create index activity_due on activity (next_attempt_at) where state in ('pending', 'writing');
create index activity_by_state on activity (tenant, state, created_at desc, id desc);
select kit_protect('activity');
