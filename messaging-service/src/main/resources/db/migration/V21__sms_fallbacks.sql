-- The SMS that followed a WhatsApp message which had not arrived in time; one for each message, or
-- the reason why none could.
create table sms_fallback (
  tenant      text not null,
  message_id  text not null,
  sms_id      text,
  reason      text,
  replaced_at timestamptz not null,
  primary key (tenant, message_id),
  foreign key (tenant, message_id) references message (tenant, id)
);
create unique index sms_fallback_sms on sms_fallback (tenant, sms_id) where sms_id is not null;
select kit_protect('sms_fallback');
