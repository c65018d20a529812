-- Where a job migrates, services wait until everything that they bring was applied: they look, and never write.
grant select on "${flyway:table}" to "${app_role}";
