-- Until when one process may spend the refresh token; it works once, and the exchange holds no lock of ours.
alter table crm_connection add column renewal_until timestamptz;
