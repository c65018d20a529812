-- No rate of Telnyx's for Brazil is published. It is expected 30 to 70 % below Twilio for the same
-- destination; the middle of that, half of Twilio's, stands in until an operator knows better.
insert into cost_estimates values
  ('TELNYX', 'landline', 0.03, 'BRL'),
  ('TELNYX', 'mobile', 0.075, 'BRL'),
  ('TELNYX', 'mobile-sp-rj', 0.06, 'BRL'),
  ('TELNYX', 'international', 0.25, 'BRL')
on conflict do nothing;
