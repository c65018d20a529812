-- When an organization takes calls; null where it never said, and then the usual week.
alter table inbound_settings
  add business_hours boolean not null default false,
  add hours text;
