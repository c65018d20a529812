-- How far each replica has indexed: an id that is not found may only not have been read yet.
create table lineage_progress (
  member  text primary key,
  -- Null where it does not know.
  through timestamptz,
  told_at timestamptz not null
);
