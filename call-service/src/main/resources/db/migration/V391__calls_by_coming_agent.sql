-- Who is coming to a call is found by the agent. Apart from its column: what adds one keeps readers
-- out until the end of its migration.
create index if not exists calls_coming on calls (tenant, coming_agent_id, requested_at)
  where coming_agent_id is not null
    and status in ('REQUESTED', 'DIALING', 'DIALING_UNKNOWN', 'RINGING', 'IN_PROGRESS', 'HELD');
