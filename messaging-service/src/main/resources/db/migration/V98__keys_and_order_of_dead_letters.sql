-- Where a letter lay before it was sent again for the first time: source_offset is where it lay last.
-- First, so that nobody who writes a letter meanwhile waits for this while this waits for them.
alter table dead_letter add column first_offset bigint;

-- Keys of messages hold people's numbers: from now on record_key holds a hash of the key, by a
-- secret that is not in this database. What lies here keeps its order by another that nobody keeps.
select set_config('app.tenant', '*', true);

with salt as materialized (select gen_random_uuid()::text as word)
update dead_letter
set record_key = encode(sha256(convert_to(salt.word || record_key, 'UTF8')), 'hex')
from salt
where record_key is not null;

comment on column dead_letter.record_key is 'a keyed hash; the key itself stays on Kafka';
