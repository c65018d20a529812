-- Sums of past days by the variants of templates, beside the groups that people ask for. Days that
-- were kept before, or by a replica of the version before, serve those groups and are summed anew.
alter table message_days_kept add column by_variant boolean not null default false;
