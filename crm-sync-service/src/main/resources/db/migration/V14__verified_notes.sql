-- When the CRM was asked whether the note stands there; null while it was not.
alter table activity add column verified_at timestamptz;
