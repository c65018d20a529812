-- What a minute to a class of numbers is expected to cost at a carrier, to tell an agent before the
-- call. Reference data for every organization, without a tenant; billing rates by its own tariffs.
create table cost_estimates (
  carrier           text not null,
  destination_class text not null,
  per_minute        numeric(18, 6) not null,
  currency          text not null,
  primary key (carrier, destination_class)
);
insert into cost_estimates values
  ('TWILIO', 'landline', 0.06, 'BRL'),
  ('TWILIO', 'mobile', 0.15, 'BRL'),
  ('TWILIO', 'mobile-sp-rj', 0.12, 'BRL'),
  ('TWILIO', 'international', 0.50, 'BRL');
