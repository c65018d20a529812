-- Those that wait for a person are counted; there are few.
create index if not exists deal_change_failed on deal_change (tenant) where state = 'failed';
