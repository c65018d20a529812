-- Since when the caller is being offered to an agent; null where that was before this column.
alter table waiting_callers add offered_at timestamptz;
