-- Threads with something unread, the newest first.
create index if not exists conversation_unread
  on conversation (tenant, last_message_at desc, id desc)
  where unread > 0;
