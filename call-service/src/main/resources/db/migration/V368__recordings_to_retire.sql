-- What has had its time is found by its age.
create index if not exists recordings_to_retire on recordings (tenant, recorded_at)
  where state in ('PENDING', 'STORED', 'LOST', 'EXTERNAL');
