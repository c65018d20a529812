-- Failures of one kind, newest first. Few are: the others are skipped.
create index activity_failures on activity (tenant, failure_kind, created_at desc, id desc) where state = 'failed';

-- Lets readers and writers go on.
alter table activity validate constraint activity_kind;
