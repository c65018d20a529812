-- Whose number was called: asked with each caller.
create index numbers_of_agents on numbers (tenant, number) where assigned_kind = 'AGENT';
