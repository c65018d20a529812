package dev.ramal.messaging.insight;

/** The statements by which messages are summed that were made of one template. */
final class TemplateStatisticsSql {
  static final String KEPT_DAYS =
      "select day::text from message_days_kept where tenant = $1 and by_variant";

  /** Sums of kept days, each found by the whole key. */
  static final String OF_DAYS =
      """
      select v.version, v.variant, sum(d.messages)::bigint, sum(d.sent)::bigint,
        sum(d.delivered)::bigint, sum(d.read)::bigint, sum(d.failed)::bigint,
        sum(d.replied)::bigint, sum(d.opted_out)::bigint
      from (select t.version, e.variant ->> 'key' as variant from template_version t
          cross join lateral jsonb_array_elements(t.variants::jsonb) as e (variant)
          where t.tenant = $1 and t.template_id = $2) v
      cross join lateral (
        select messages, sent, delivered, read, failed, replied, opted_out from message_days
        where tenant = $1 and dimension = '%s' and day = any($3::text[]::date[])
          and value = $2 || ' ' || v.version || ' ' || v.variant
        offset 0) d
      group by 1, 2
      """
          .formatted(MessageInsightSql.VARIANT);

  /** Messages of the times that no day is kept of, by the index of the template's messages. */
  static final String OF_MESSAGES =
      """
      select v.version, m.template_variant, count(*), count(m.sent_at), count(m.delivered_at),
        count(m.read_at), count(*) filter (where m.%s), count(m.replied_at), count(m.opted_out_at)
      from (select version from template_version where tenant = $1 and template_id = $2) v
      cross join unnest($3::timestamptz[], $4::timestamptz[]) as span (begin, until)
      cross join lateral (
        select o.template_variant, o.sent_at, o.delivered_at, o.read_at, o.state, a.replied_at,
          a.opted_out_at
        from message o
        left join message_answer a on a.tenant = o.tenant and a.message_id = o.id
        where o.tenant = $1 and o.template_id = $2 and o.template_version = v.version
          and o.created_at >= span.begin and o.created_at < span.until
        offset 0) m
      group by 1, 2
      """
          .formatted(MessageInsightSql.FAILED);

  /**
   * What was not sent was put before nobody. What went by WhatsApp without approval went to who had
   * just written: while one variant waits for its approval, its sample would be of such only. Of
   * all others the first ones are looked at, far more than the samples need.
   */
  static final String SAMPLES =
      """
      select variant, count(*), count(*) filter (where success)
      from (select variant, success,
          row_number() over (partition by variant order by left_at, id) as place
        from (select distinct on (m.to_number) m.template_variant as variant, m.id, m.left_at,
            coalesce(a.replied_at < m.left_at + make_interval(secs => $4::float8), false)
              as success
          from (select tenant, id, to_number, template_variant,
              coalesce(handed_over_at, sent_at) as left_at
            from message
            where tenant = $1 and template_id = $2 and template_version = $3::int
              and (sent_at is not null or state = 'UNCONFIRMED')
              and (channel = 'SMS' or approved_text is not null)
            order by created_at limit $7::int) m
          left join message_answer a on a.tenant = m.tenant and a.message_id = m.id
          order by m.to_number, m.left_at, m.id) of_contacts
        where left_at < $5) placed
      where place <= $6::int
      group by 1
      """;

  private TemplateStatisticsSql() {}
}
