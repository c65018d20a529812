package dev.ramal.billing.integrity;

/**
 * Statements that make anew from the entries of a month what is kept of it in other tables, and
 * answer the rows that are not the same: place, expected, found. Parameters are organization and
 * month, and the first instants of the month and of the next where {@code $3} and {@code $4} stand.
 * Each is one statement and so one snapshot: what is posted meanwhile makes no difference, because
 * entries and what is kept of them are written by one transaction.
 */
final class KeptRows {
  static final String TOTALS =
      "select count(*), coalesce(sum(cost), 0), coalesce(sum(price), 0) from ledger_entries"
          + " where tenant = $1 and month = $2";

  /** Where entries of a usage lie in another month, its real cost may be one of those. */
  static final String MONTH_SUMS =
      """
      with reals as materialized (
        select e.usage_id from ledger_entries e where e.tenant = $1 and e.month = $2
        group by e.usage_id
        having bool_or(e.kind = 'real-cost') or (max(e.number) <> count(*) and exists (
          select from ledger_entries r
          where r.tenant = $1 and r.usage_id = e.usage_id and r.kind = 'real-cost'))
      ), made as (
        select date_trunc('hour', e.occurred_at, 'UTC') as hour, e.meter,
          coalesce(e.destination_class, '') as destination_class, coalesce(e.leg, '') as leg,
          row(count(*) filter (where e.number = 1), sum(e.quantity), sum(e.billed_quantity),
            sum(greatest(-e.billed_quantity, 0)), sum(e.cost),
            coalesce(sum(e.cost) filter (where r.usage_id is null), 0), sum(e.price)) as sums
        from ledger_entries e left join reals r on r.usage_id = e.usage_id
        where e.tenant = $1 and e.month = $2 group by 1, 2, 3, 4
      ), kept as (
        select hour, meter, destination_class, leg,
          row(uses, quantity::numeric, billed_quantity::numeric, taken_back::numeric, cost,
            estimated_cost, price) as sums
        from month_sums where tenant = $1 and month = $2
      )
      select concat_ws(' ', hour, meter, destination_class, leg), made.sums::text, kept.sums::text
      from made full join kept using (hour, meter, destination_class, leg)
      where made.sums is distinct from kept.sums order by 1 limit 20
      """;

  static final String MONTH_SPEND =
      """
      with made as (
        select whose.scope, whose.subject, row(sum(e.price), sum(e.cost)) as sums
        from ledger_entries e
        cross join lateral (values
          ('agents', e.agent_id), ('campaign', e.campaign_id), ('organization', '')
        ) as whose (scope, subject)
        where e.tenant = $1 and e.month = $2 and whose.subject is not null group by 1, 2
      ), kept as (
        select scope, subject, row(price, cost) as sums
        from month_spend where tenant = $1 and month = $2
      )
      select concat_ws(' ', scope, subject), made.sums::text, kept.sums::text
      from made full join kept using (scope, subject)
      where made.sums is distinct from kept.sums order by 1 limit 20
      """;

  /**
   * A usage whose entries are all gone is found by its record. Of one that turned out to have been
   * in another month nothing is left in the first: only those that differ are asked for the entries
   * of all months, whose number the record has.
   */
  static final String USAGE_RECORDS =
      """
      with made as (
        select usage_id, row(count(*), sum(quantity), sum(billed_quantity), sum(cost), sum(price))
          as sums
        from ledger_entries where tenant = $1 and month = $2 group by 1
      ), kept as (
        select u.usage_id, row((s ->> 'entries')::bigint, (s ->> 'quantity')::numeric,
          (s ->> 'billedQuantity')::numeric, (s -> 'cost' ->> 'amount')::numeric,
          (s -> 'price' ->> 'amount')::numeric) as sums
        from metered_uses u cross join lateral (select u.state -> 'standing' as s offset 0) standing
        where u.tenant = $1 and u.occurred_at >= $3 and u.occurred_at < $4
          and (s ->> 'entries')::int > 0
      ), differing as (
        select usage_id from made full join kept using (usage_id)
        where made.sums is distinct from kept.sums
      ), compared as (
        select d.usage_id, (
          select row(count(*), coalesce(sum(quantity) filter (where month = $2), 0),
            coalesce(sum(billed_quantity) filter (where month = $2), 0),
            coalesce(sum(cost) filter (where month = $2), 0),
            coalesce(sum(price) filter (where month = $2), 0))
          from ledger_entries where tenant = $1 and usage_id = d.usage_id) as made, (
          select row((s ->> 'entries')::bigint,
            case when here then (s ->> 'quantity')::numeric else 0 end,
            case when here then (s ->> 'billedQuantity')::numeric else 0 end,
            case when here then (s -> 'cost' ->> 'amount')::numeric else 0 end,
            case when here then (s -> 'price' ->> 'amount')::numeric else 0 end)
          from metered_uses u cross join lateral (
            select u.state -> 'standing' as s, u.occurred_at >= $3 and u.occurred_at < $4 as here
            offset 0) standing
          where u.tenant = $1 and u.usage_id = d.usage_id) as kept
        from differing d
      )
      select usage_id::text, made::text, kept::text from compared
      where made is distinct from kept order by 1 limit 20
      """;

  /** What belongs to a call may lie in several months: calls that differ are added up over all. */
  static final String CALL_COSTS =
      """
      with made as (
        select split_part(subject_id, '/', 1) as call_id, sum(cost) as cost, sum(price) as price
        from ledger_entries
        where tenant = $1 and month = $2 and subject in ('call', 'recording') group by 1
      ), differing as (
        select m.call_id, k.cost, k.price
        from made m left join call_costs k on k.tenant = $1 and k.call_id = m.call_id
        where (m.cost, m.price) is distinct from (k.cost, k.price)
      )
      select d.call_id, row(whole.cost, whole.price)::text, row(d.cost, d.price)::text
      from differing d cross join lateral (
        select sum(cost) as cost, sum(price) as price from (
          select cost, price from ledger_entries
          where tenant = $1 and subject_id = d.call_id and subject = 'call'
          union all
          select cost, price from ledger_entries
          where tenant = $1 and subject_id > d.call_id || '/' and subject_id < d.call_id || '0'
            and subject = 'recording') parts) whole
      where (whole.cost, whole.price) is distinct from (d.cost, d.price) order by 1 limit 20
      """;

  /**
   * Digest, files and ledger of each manifest, the ledger as its files saw it. Which entries that
   * were is known in the database in which they were written only.
   */
  static final String MANIFESTS =
      """
      with ready as (
        select id, manifest, manifest_sha256, manifest::jsonb as said
        from monthly_exports where tenant = $1 and month = $2 and state = 'ready'
      ), said as (
        select r.id, f ->> 'format' as format, row(f ->> 'sha256', (f ->> 'rows')::bigint,
          (f ->> 'bytes')::bigint, t.cost, t.price) as file
        from ready r cross join lateral jsonb_array_elements(r.said -> 'files') f
        cross join lateral (
          select sum((c -> 'sum' ->> 'amount')::numeric) filter (where c ->> 'column' = 'cost')
              as cost,
            sum((c -> 'sum' ->> 'amount')::numeric) filter (where c ->> 'column' = 'price')
              as price
          from jsonb_array_elements(f -> 'controlTotals') c) t
      ), kept as (
        select e.monthly_export_id as id, e.format, row(e.sha256, e.rows, e.bytes, e.total_cost,
          e.total_price) as file
        from exports e join ready r on r.id = e.monthly_export_id where e.tenant = $1
      ), seen as (
        select r.id, row((r.said -> 'ledger' ->> 'entries')::bigint,
            (r.said -> 'ledger' -> 'cost' ->> 'amount')::numeric,
            (r.said -> 'ledger' -> 'listPrice' ->> 'amount')::numeric) as said,
          (select row(count(*), coalesce(sum(l.cost), 0), coalesce(sum(l.price), 0))
            from ledger_entries l where l.tenant = $1 and l.month = $2
              and pg_visible_in_snapshot(l.written_by, s.snapshot::pg_snapshot)) as ledger
        from ready r cross join lateral (
          select snapshot from exports e
          where e.tenant = $1 and e.monthly_export_id = r.id and e.made_with like
            '%/' || (select system_identifier from pg_control_system())
          order by e.id limit 1) s
      )
      select 'manifest ' || id, manifest_sha256,
        encode(sha256(convert_to(manifest, 'UTF8')), 'hex')
      from ready where manifest_sha256 <> encode(sha256(convert_to(manifest, 'UTF8')), 'hex')
      union all
      select concat_ws(' ', 'file', format, 'of manifest', id), said.file::text, kept.file::text
      from said full join kept using (id, format) where said.file is distinct from kept.file
      union all
      select 'ledger in manifest ' || id, ledger::text, said::text
      from seen where ledger is distinct from said
      order by 1 limit 20
      """;

  private KeptRows() {}
}
