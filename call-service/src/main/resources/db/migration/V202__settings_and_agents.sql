create table voice_settings (
  tenant     text primary key,
  carrier    text not null,
  record     boolean not null,
  disclaimer text not null,
  updated_by text not null,
  updated_at timestamptz not null
);
select kit_protect('voice_settings');

create table agents (
  tenant     text not null,
  user_id    text not null,
  endpoint   text not null,
  phone      text,
  updated_at timestamptz not null,
  primary key (tenant, user_id),
  check (endpoint <> 'PHONE' or phone is not null)
);
select kit_protect('agents');
