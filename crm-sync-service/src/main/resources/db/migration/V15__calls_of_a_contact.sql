-- Calls with a contact, newest first. Reads the whole table while writers wait: see the README for how long.
create index activity_of_contact on activity (tenant, contact_id, created_at desc, id desc)
  where contact_id is not null and kind = 'call';
