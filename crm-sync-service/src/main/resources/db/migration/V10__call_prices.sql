-- What calls cost, as billing tells it: the highest version counts. It may be told before the end of
-- the call, and after its note.
create table call_price (
  tenant     text        not null,
  call_id    text        not null,
  version    int         not null,
  state      text,
  cost       numeric     not null,
  price      numeric     not null,
  open_lines int         not null,
  told_at    timestamptz not null,
  primary key (tenant, call_id)
);
create index call_price_age on call_price (told_at);
select kit_protect('call_price');

-- What an organization wants in its notes; nothing where it has no row.
create table note_settings (
  tenant     text        not null primary key,
  price      boolean     not null,
  changed_at timestamptz not null
);
select kit_protect('note_settings');
