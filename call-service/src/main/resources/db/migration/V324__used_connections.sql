-- Whether calls went through an account: asked before it is deleted, and before its secrets are
-- forgotten.
create index calls_of_connection on calls (tenant, connection_id) where connection_id is not null;
