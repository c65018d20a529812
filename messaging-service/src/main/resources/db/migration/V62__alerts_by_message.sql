-- Which alert a message tells: what becomes of the message is heard.
create index alert_notification_message on alert_notification (tenant, message_id)
  where message_id is not null;
