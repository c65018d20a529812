-- Of a stop and a start word the later one counts, in whichever order they come to us.
alter table opt_out
  alter column carrier drop not null,
  alter column opted_out_at drop not null,
  add column opted_in_at timestamptz;
