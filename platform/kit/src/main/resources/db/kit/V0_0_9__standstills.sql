-- What people were told stands still, until it moves: see dev.ramal.kit.lag. Whichever process sees it first tells it,
-- and whichever sees first that it moves tells that.
create table standstills (
  -- What was looked at: consumer groups, or one queue of jobs.
  scope   text not null,
  tenant  text not null,
  subject text not null,
  -- Since when, as far as was known.
  since   timestamptz not null,
  told_at timestamptz not null,
  primary key (scope, tenant, subject)
);
select kit_protect('standstills');
