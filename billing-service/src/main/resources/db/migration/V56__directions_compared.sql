-- Of which direction the messages of a carrier's file were compared; null for both, and for calls.
-- Before, received messages were left out.
alter table reconciliations add column if not exists direction text
  check (direction in ('inbound', 'outbound'));
