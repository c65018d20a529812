-- A busy queue is vacuumed by the service that empties it: see dev.ramal.kit.jobs.VacuumJobs. Before
-- Postgres 17 only the owner of a table may; there autovacuum does alone.
do $$ begin
  if current_setting('server_version_num')::int >= 170000 then
    execute 'grant maintain on jobs to "${app_role}"';
  end if;
end $$;
