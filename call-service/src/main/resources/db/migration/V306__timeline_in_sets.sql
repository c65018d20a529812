-- One statement's entries are told together, in as few notifications as their bytes allow, in the
-- order of insertion. A replica of the version before does not understand them: its subscribers
-- hear nothing until it is replaced, so the versions do not run side by side.
drop trigger call_news_told on call_news;

create or replace function tell_call_news() returns trigger language plpgsql as $$
declare
  -- Postgres takes less than 8000 bytes.
  most constant int := 7900;
  entry record;
  told text := '';
begin
  for entry in
    select tenant, '{"tenant":' || to_json(tenant) || ',"item":' || data || '}' as item
    from added order by seq
  loop
    if octet_length(entry.item) > most then
      -- Without the item: subscribers of the organization must resume.
      entry.item := '{"tenant":' || to_json(entry.tenant) || '}';
    end if;
    if octet_length(told) + octet_length(entry.item) > most then
      perform pg_notify('call_news', '{"told":[' || told || ']}');
      told := '';
    end if;
    told := told || case told when '' then '' else ',' end || entry.item;
  end loop;
  if told <> '' then
    perform pg_notify('call_news', '{"told":[' || told || ']}');
  end if;
  return null;
end
$$;
create trigger call_news_told after insert on call_news referencing new table as added
  for each statement execute function tell_call_news();

-- A resume reads what one organization was told since a time.
drop index call_news_order;
create index call_news_resume on call_news (tenant, told_at);

-- What is forgotten first was stored first. An index by time alone was taken for resumes as well,
-- and read the other organizations' entries.
drop index call_news_told;
create index call_news_oldest on call_news (seq);
