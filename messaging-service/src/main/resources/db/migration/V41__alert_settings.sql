-- Whom alerts are told, and in which order. Addresses of webhooks are sealed.
create table alert_settings (
  tenant     text not null primary key,
  settings   text not null,
  updated_by text not null,
  updated_at timestamptz not null
);
select kit_protect('alert_settings');
