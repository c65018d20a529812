-- Facts and timeline entries are written in the transaction that holds their call's row, and calls
-- are never deleted: the check of the key cost one look-up for each row and could never fail.
alter table call_facts drop constraint call_facts_tenant_call_id_fkey;
alter table call_news drop constraint call_news_tenant_call_id_fkey;

-- Each call is updated some ten times within minutes: room on its page keeps the versions together.
alter table calls set (fillfactor = 70);
