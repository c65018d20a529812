-- The agent who is being rung, or talked to, to take a call over; null where nobody of ours is.
-- Such a call keeps them from others as one of their own does.
alter table calls add column if not exists coming_agent_id text;
