-- A person sees what is theirs, what is nobody's, and what they wrote: one index for each.
create index conversation_owner on conversation (tenant, owner_id, last_message_at desc, id desc);
create index message_owner on message (tenant, owner_id, created_at desc, id desc);
create index message_author on message (tenant, author_id, created_at desc, id desc)
  where author_id is not null;
