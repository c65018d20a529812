-- What carriers charged for a call, as far as they have told: a column, so that calls can be summed
-- without their facts. Several currencies in one call cannot be added: such a call has none. Calls
-- that are older get theirs when their day is summed.
alter table calls add cost_amount numeric(18, 6), add cost_currency text;
