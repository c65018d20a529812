package dev.ramal.messaging.insight;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.messaging.templates.FindVariants.Variants;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What became of the messages that were made of a template, by the index of its messages. */
@ApplicationScoped
class TemplateStatisticsRepository {
  private static final String BY_VARIANT =
      """
      select m.template_version, m.template_variant, count(*), count(m.sent_at),
        count(m.delivered_at), count(m.read_at), count(*) filter (where m.%s),
        count(a.replied_at), count(a.opted_out_at)
      from message m
      left join message_answer a on a.tenant = m.tenant and a.message_id = m.id
      where m.tenant = $1 and m.template_id = $2
      group by 1, 2 order by 1 desc, 2
      """
          .formatted(MessageInsightSql.FAILED);

  /**
   * What was not sent was put before nobody. What went by WhatsApp without approval went to who had
   * just written: while one variant waits for its approval, its sample would be of such only.
   */
  private static final String SAMPLES =
      """
      select variant, count(*), count(*) filter (where success)
      from (select variant, success,
          row_number() over (partition by variant order by left_at, id) as place
        from (select distinct on (m.to_number) m.template_variant as variant, m.id, went.left_at,
            coalesce(a.replied_at < went.left_at + make_interval(secs => $4::float8), false)
              as success
          from message m
          cross join lateral (select coalesce(m.handed_over_at, m.sent_at) as left_at) went
          left join message_answer a on a.tenant = m.tenant and a.message_id = m.id
          where m.tenant = $1 and m.template_id = $2 and m.template_version = $3::int
            and (m.sent_at is not null or m.state = 'UNCONFIRMED')
            and (m.channel = 'SMS' or m.approved_text is not null)
          order by m.to_number, went.left_at, m.id) of_contacts
        where left_at < $5) placed
      where place <= $6::int
      group by 1
      """;

  /** What became of the messages of one variant; those that were read were delivered, too. */
  record OfVariant(
      int version,
      String variant,
      long messages,
      long sent,
      long delivered,
      long read,
      long failed,
      long replied,
      long optedOut) {}

  /** The newest version first. */
  Uni<List<OfVariant>> byVariant(Sql sql, TenantId tenant, String templateId) {
    return sql.query(BY_VARIANT, tenant.value(), templateId)
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new OfVariant(
                                row.integer(0),
                                row.text(1),
                                row.bigint(2),
                                row.bigint(3),
                                row.bigint(4),
                                row.bigint(5),
                                row.bigint(6),
                                row.bigint(7),
                                row.bigint(8)))
                    .toList());
  }

  /** How many of its first contacts answered each variant; of none where it has no messages. */
  Uni<Map<String, Proportion>> samples(
      Sql sql, TenantId tenant, Variants variants, Duration within, Instant now) {
    Object[] parameters =
        Columns.of(List.of())
            .scalar(tenant.value())
            .scalar(variants.templateId())
            .scalar(variants.version())
            .scalar((double) within.toSeconds())
            .scalar(now.minus(within))
            .scalar(variants.sample())
            .parameters();
    return sql.query(SAMPLES, parameters)
        .map(
            rows -> {
              Map<String, Proportion> samples = new HashMap<>();
              variants.keys().forEach(key -> samples.put(key, new Proportion(0, 0)));
              rows.forEach(
                  row -> samples.put(row.text(0), new Proportion(row.bigint(2), row.bigint(1))));
              return samples;
            });
  }
}
