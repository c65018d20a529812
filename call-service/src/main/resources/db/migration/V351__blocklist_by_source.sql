-- A list by one source is read without walking the hundred thousands of another.
create index blocked_numbers_by_source on blocked_numbers (tenant, source, blocked_at, entry);
