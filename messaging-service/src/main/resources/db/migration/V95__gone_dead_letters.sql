-- How many letters a redrive took off the index because Kafka had forgotten their records.
alter table redrive add column gone int not null default 0;
