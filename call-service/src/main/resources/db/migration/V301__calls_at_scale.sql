-- A Twilio leg is looked up by its numbers: which of the candidates are other calls' legs?
create index call_facts_of_handle on call_facts (tenant, carrier_call_id)
  where carrier_call_id is not null;

-- The janitor asks for the prices of Twilio's calls only, and stops asking after some looks: those
-- that it has given up lie behind the range it reads.
drop index calls_uncosted;
create index calls_uncosted on calls (cost_checks, ended_at)
  where not costed and ended_at is not null and carrier = 'TWILIO';

-- Old news are forgotten by age.
create index call_news_told on call_news (told_at);
