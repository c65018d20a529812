-- A month of a number is counted in days, 30 to a month; plans that were loaded before say how many
-- numbers they include. No month has used that yet: numbers are metered since V35.
update plans
set document = jsonb_set(document, '{allowances}', (
  select jsonb_agg(
    case when a->'covers'->>'meter' = 'number-month' and (a->>'included')::bigint < 30
      then jsonb_set(a, '{included}', to_jsonb((a->>'included')::bigint * 30)) else a end
    order by n)
  from jsonb_array_elements(document->'allowances') with ordinality as allowances (a, n)))
where exists (
  select from jsonb_array_elements(document->'allowances') a
  where a->'covers'->>'meter' = 'number-month' and (a->>'included')::bigint between 1 and 29);
