-- What was metered before estimates were kept, in a transaction of its own: it locks these lines and
-- nothing else, so that others are posted meanwhile. May be run again.
select set_config('app.tenant', '*', true);
update metered_uses set estimated = true
where estimated is null and subject in ('call', 'message')
  and meter in ('voice-minute', 'message-segment') and status in ('RATED', 'NOT_CHARGED')
  and (state ->> 'realCost') is null
  and ((state -> 'standing' -> 'cost' ->> 'amount')::numeric) <> 0
  and (subject = 'call' or (state -> 'usage' ->> 'direction') is distinct from 'inbound');
