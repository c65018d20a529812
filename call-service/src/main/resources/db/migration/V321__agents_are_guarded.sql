-- How many calls an agent may have at one time; null where nobody has set it, 0 for any number.
alter table voice_settings add calls_per_agent int;

-- The calls that an agent has at this moment; read with every click.
create index calls_running on calls (tenant, agent_id, requested_at)
  where status in ('REQUESTED', 'DIALING', 'DIALING_UNKNOWN', 'RINGING', 'IN_PROGRESS', 'HELD');
