-- How many callers may wait at one time; null for any number.
alter table inbound_settings
  add most_waiting int check (most_waiting between 1 and 1000);
