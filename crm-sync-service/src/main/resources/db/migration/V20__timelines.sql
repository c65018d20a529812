-- How far the changes of an organization's timelines are numbered. Whoever makes some holds the row
-- until the commit, so that numbers become visible in their order, without exception.
create table timeline_head (
  tenant text   not null primary key,
  seq    bigint not null
);
select kit_protect('timeline_head');

-- What stands in timelines. Items of one interaction, a call or a message, are with one person.
create table timeline_item (
  tenant      text        not null,
  interaction text        not null,
  id          text        not null,
  type        text        not null check (type in
    ('call', 'sms', 'whatsapp', 'recording', 'voicemail', 'activity', 'cost')),
  -- Where it stands: the earliest time that was told of it.
  at          timestamptz not null,
  -- With whom: null until the call or message itself is told, and for who hides the number.
  phone       text,
  contact_id  text,
  agent_id    text,
  agent_name  text,
  -- Of two tellings the one with the higher rank is right.
  rank        bigint      not null,
  revision    int         not null,
  -- The number of the last change.
  seq         bigint      not null,
  detail      text        not null,
  primary key (tenant, interaction, id)
);
select kit_protect('timeline_item');

-- The newest of a kind with a person, at whatever depth.
create index timeline_of_phone on timeline_item (tenant, phone, type, at desc, id desc)
  where phone is not null;
create index timeline_of_contact on timeline_item (tenant, contact_id, type, at desc, id desc)
  where contact_id is not null;
-- What has changed with a person since a number.
create index timeline_changes_of_phone on timeline_item (tenant, phone, seq)
  where phone is not null;
create index timeline_changes_of_contact on timeline_item (tenant, contact_id, seq)
  where contact_id is not null;
create index timeline_age on timeline_item (at);
