-- For how long an organization keeps recordings; one without a row, or without days, keeps them until somebody erases
-- them.
create table recording_retention (
  tenant     text        not null primary key,
  days       int         check (days between 1 and 3650),
  updated_by text        not null,
  updated_at timestamptz not null
);
select kit_protect('recording_retention');

-- Why a recording was erased (person, retention), and what the carrier said of it (deleted, not-there).
alter table recordings add column erase_reason text;
alter table recordings add column at_carrier text;
