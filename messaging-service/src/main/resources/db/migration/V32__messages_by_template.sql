-- What was made of a template.
create index if not exists message_template
  on message (tenant, template_id, template_version, created_at)
  where template_id is not null;
