-- When a message is to leave; null for at once, and for what came in.
alter table message add column send_at timestamptz;
