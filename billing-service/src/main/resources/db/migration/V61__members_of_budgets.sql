-- Whoever joins or leaves a budget of several agents within a month does so from then on: what was
-- booked for a member before stays where it was booked. A version carries, in the month in which it
-- began, what the one before had come to less what its own agents had come to by then: what those
-- who left had spent, less what those who came had spent elsewhere. Versions of before carry
-- nothing, as they were judged.
alter table budget_versions
  add column carried_price numeric not null default 0,
  add column carried_cost numeric not null default 0;
