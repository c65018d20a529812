-- Who ordered a number, whoever changed it since; null for one that was entered with its account.
select set_config('app.tenant', '*', true);
alter table numbers add ordered_by text;
update numbers set ordered_by = updated_by where bought;
