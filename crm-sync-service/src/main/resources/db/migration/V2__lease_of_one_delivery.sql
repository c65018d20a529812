-- Who holds the lease: a delivery that has lost its lease must not write.
alter table activity add column lease_token text;

-- Until then a note that was sent may still turn up at the CRM, so that looking for it proves nothing.
alter table activity add column settles_at timestamptz;

-- What is due is claimed organization by organization.
create index activity_due_by_tenant on activity (tenant, next_attempt_at) where state in ('pending', 'writing');
drop index activity_due;
