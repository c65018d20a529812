-- Whether a contact may be written to, and when: by which settings, and what was said of a message.

-- Each change is a version of its own, so that a verdict can be judged again.
create table message_settings (
  tenant     text not null,
  version    int not null,
  settings   text not null,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (tenant, version)
);
select kit_protect('message_settings');

-- What a message was judged on, and the verdict: when it was taken, and again where that changed
-- what becomes of it.
create table message_verdict (
  tenant     text not null,
  message_id text not null,
  at         timestamptz not null,
  decision   text not null,
  input      text not null,
  verdict    text not null,
  primary key (tenant, message_id, at)
);
select kit_protect('message_verdict');

-- When a held message leaves.
alter table message add column leaves_at timestamptz;
