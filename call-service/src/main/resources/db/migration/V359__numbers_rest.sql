-- How the calls of a caller id went: leads that were rung, and those of them who picked up in person.
alter table call_volumes add leads bigint not null default 0, add answered bigint not null default 0;

-- A number whose calls go badly rests; the figures up to that day do not count against it again.
alter table numbers add rested_on date, add resting_because text;
create index numbers_by_number on numbers (tenant, number) where state = 'ACTIVE';
