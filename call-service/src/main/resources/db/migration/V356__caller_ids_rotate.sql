-- Which number a call shows where nobody chose one: how an organization wants it chosen, for all of
-- its calls (an empty campaign) or for those of one campaign.
create table number_rotation (
  tenant      text not null,
  campaign_id text not null,
  policy      text not null,
  updated_by  text not null,
  updated_at  timestamptz not null,
  primary key (tenant, campaign_id)
);
select kit_protect('number_rotation');

-- How often a number was shown on the day, counted where the least used one is wanted; and until
-- when it is left out because its calls went badly.
alter table numbers add used_on date, add used int not null default 0, add resting_until timestamptz;
-- Each click may count.
alter table numbers set (fillfactor = 80);
