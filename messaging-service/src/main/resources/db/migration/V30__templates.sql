-- Texts that an organization writes again and again; their words stand in versions, which never
-- change.
create table template (
  tenant      text not null,
  id          text not null,
  name        text not null,
  category    text not null,
  channel     text not null,
  language    text not null,
  sharing     text not null,
  author_id   text not null,
  author_name text,
  version     int not null,
  archived_at timestamptz,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  primary key (tenant, id)
);
create unique index template_name on template (tenant, name) where archived_at is null;
create index template_newest on template (tenant, created_at desc, id desc);
select kit_protect('template');

-- Variants and examples are JSON.
create table template_version (
  tenant      text not null,
  template_id text not null,
  version     int not null,
  variants    text not null,
  examples    text not null,
  author_id   text not null,
  created_at  timestamptz not null,
  primary key (tenant, template_id, version),
  foreign key (tenant, template_id) references template (tenant, id)
);
select kit_protect('template_version');

-- What a carrier says of a text, whichever versions have it.
create table template_approval (
  tenant        text not null,
  template_id   text not null,
  connection_id text not null,
  text_key      text not null,
  carrier       text not null,
  body          text not null,
  examples      text not null,
  category      text not null,
  content_id    text,
  state         text not null,
  reason        text,
  requested_at  timestamptz not null,
  changed_at    timestamptz not null,
  polls         int not null default 0,
  poll_at       timestamptz,
  primary key (tenant, template_id, connection_id, text_key),
  foreign key (tenant, template_id) references template (tenant, id)
);
create index template_approval_poll on template_approval (poll_at) where poll_at is not null;
select kit_protect('template_approval');

-- What a message is sent for, and what it was made of.
alter table message
  add column campaign_id                    text,
  add column if not exists template_id      text,
  add column if not exists template_version int,
  add column template_variant               text,
  add column approved_text                  text;
