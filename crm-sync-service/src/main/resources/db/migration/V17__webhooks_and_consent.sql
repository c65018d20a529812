-- Where the CRM sends what it tells by itself, and by which secrets it shows that it is the CRM.
-- Hashes only; the one before the last lives on, so that the CRM can be told of the new one.
create table crm_webhook_endpoint (
  tenant        text        not null primary key,
  id            text        not null unique,
  crm           text        not null,
  secret_hash   text        not null,
  secret_at     timestamptz not null,
  previous_hash text,
  previous_at   timestamptz
);
select kit_protect('crm_webhook_endpoint');

-- What the CRM told, once: it repeats what is answered slowly. What it said waits as a job and is
-- gone when that has ended.
create table crm_webhook (
  tenant         text        not null,
  transaction_id text        not null,
  event          text        not null,
  record_id      text,
  outcome        text check (outcome in ('applied', 'echo', 'late', 'ignored', 'unknown')),
  received_at    timestamptz not null,
  ended_at       timestamptz,
  primary key (tenant, transaction_id)
);
create index crm_webhook_age on crm_webhook (received_at);
create index crm_webhook_newest on crm_webhook (tenant, received_at);
select kit_protect('crm_webhook');

-- As of when a contact is known, so that what comes late changes nothing; and whether it takes
-- communications.
create table contact_state (
  tenant     text        not null,
  contact_id text        not null,
  updated_at timestamptz not null,
  told_at    timestamptz not null,
  deleted    boolean     not null default false,
  consent    text check (consent in ('GRANTED', 'DECLINED')),
  said_at    timestamptz,
  numbers    text        not null default '',
  heard_at   timestamptz not null default now(),
  primary key (tenant, contact_id)
);
create index contact_state_age on contact_state (heard_at) where consent is distinct from 'DECLINED';
select kit_protect('contact_state');

-- What we made in the CRM ourselves: it tells us of that, too.
create table crm_own_record (
  tenant    text        not null,
  record_id text        not null,
  made_at   timestamptz not null,
  primary key (tenant, record_id)
);
create index crm_own_record_age on crm_own_record (made_at);
select kit_protect('crm_own_record');

-- The phones of a contact. Reads the whole table while writers wait: see the README for how long.
create index contact_link_of_contact on contact_link (tenant, contact_id);
