-- How often a contact was written to lately. Apart from columns: what adds one keeps everybody out
-- until the end of its migration.
create index if not exists message_attempts on message (tenant, to_number, created_at)
  where direction = 'OUTBOUND';
