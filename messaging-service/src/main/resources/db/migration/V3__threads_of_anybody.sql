-- Whoever writes need not be a phone: a contact is a number, or what the carrier said instead of
-- one. WhatsApp's id of a person is the same with a number and without.
alter table conversation
  add column contact_user_id text,
  add column windows text not null default '{}';
create unique index conversation_user on conversation (tenant, contact_user_id)
  where contact_user_id is not null;

-- What came that is neither text nor media; whose thread a message is in.
alter table message
  add column content text,
  add column owner_id text;

-- Contacts who want no more messages on a channel.
create table opt_out (
  tenant       text not null,
  contact      text not null,
  channel      text not null,
  carrier      text not null,
  message_id   text,
  code         text,
  opted_out_at timestamptz not null,
  primary key (tenant, contact, channel)
);
select kit_protect('opt_out');

select set_config('app.tenant', '*', true);

-- The window belongs to the pair of numbers: by what was written to each number of ours.
update conversation c set windows = pairs.windows
from (select tenant, conversation_id, jsonb_object_agg(to_number,
    to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))::text as windows
  from (select tenant, conversation_id, to_number, max(created_at) as at
    from message where direction = 'INBOUND' and channel = 'WHATSAPP'
    group by tenant, conversation_id, to_number) last
  group by tenant, conversation_id) pairs
where c.tenant = pairs.tenant and c.id = pairs.conversation_id;

update message m set owner_id = c.owner_id
from conversation c
where c.tenant = m.tenant and c.id = m.conversation_id and c.owner_id is not null;

-- Mexican mobiles without the 1, Argentine ones with the 9: the spelling that messages go by.
update conversation c set contact = '+52' || substr(contact, 5)
where contact ~ '^\+521[2-9][0-9]{9}$' and not exists (select 1 from conversation o
  where o.tenant = c.tenant and o.channel = c.channel and o.contact = '+52' || substr(c.contact, 5));
update conversation c set contact = '+549' || substr(contact, 4)
where contact ~ '^\+54[1-8][0-9]{9}$' and not exists (select 1 from conversation o
  where o.tenant = c.tenant and o.channel = c.channel and o.contact = '+549' || substr(c.contact, 4));
