-- The agent who is being rung, or talked to, to take a call over; null where nobody of ours is.
-- Such a call keeps them from others as one of their own does.
alter table calls add coming_agent_id text;

create index calls_coming on calls (tenant, coming_agent_id, requested_at)
  where coming_agent_id is not null
    and status in ('REQUESTED', 'DIALING', 'DIALING_UNKNOWN', 'RINGING', 'IN_PROGRESS', 'HELD');
