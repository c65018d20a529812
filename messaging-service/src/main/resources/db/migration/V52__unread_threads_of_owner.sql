-- The same of one owner.
create index if not exists conversation_unread_owner
  on conversation (tenant, owner_id, last_message_at desc, id desc)
  where unread > 0;
