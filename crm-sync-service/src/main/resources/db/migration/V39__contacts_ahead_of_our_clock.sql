-- What the CRM said of updated_at, where that lay ahead of our clock when it came.
alter table contact_state add column ahead_at timestamptz;
