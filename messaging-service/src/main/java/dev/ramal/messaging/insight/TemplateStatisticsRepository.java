package dev.ramal.messaging.insight;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.kit.time.InsightDays;
import dev.ramal.kit.time.Span;
import dev.ramal.messaging.templates.FindVariants.Variants;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of the messages that were made of a template: from the sums of kept days, and for the
 * rest of the time from its messages. Two statements, and a third where variants are compared.
 */
@ApplicationScoped
class TemplateStatisticsRepository {
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
      long optedOut) {
    private static OfVariant read(SqlRow row) {
      return new OfVariant(
          row.integer(0),
          row.text(1),
          row.bigint(2),
          row.bigint(3),
          row.bigint(4),
          row.bigint(5),
          row.bigint(6),
          row.bigint(7),
          row.bigint(8));
    }

    private OfVariant plus(OfVariant other) {
      return new OfVariant(
          version,
          variant,
          messages + other.messages,
          sent + other.sent,
          delivered + other.delivered,
          read + other.read,
          failed + other.failed,
          replied + other.replied,
          optedOut + other.optedOut);
    }
  }

  /** The days of which sums are kept. */
  Uni<Set<LocalDate>> keptDays(Sql sql, TenantId tenant) {
    return sql.query(TemplateStatisticsSql.KEPT_DAYS, tenant.value())
        .map(
            rows ->
                rows.stream().map(row -> LocalDate.parse(row.text(0))).collect(Collectors.toSet()));
  }

  /** The newest version first. */
  Uni<List<OfVariant>> byVariant(
      Sql sql, TenantId tenant, String templateId, Set<LocalDate> kept, Instant now) {
    Span all = new Span(Instant.EPOCH, InsightDays.end(InsightDays.of(now)));
    List<Span> spans = InsightDays.besides(all, kept);
    Object[] rest =
        Columns.of(spans)
            .scalar(tenant.value())
            .scalar(templateId)
            .instant(Span::begin)
            .instant(Span::until)
            .parameters();
    String[] days = kept.stream().map(LocalDate::toString).toArray(String[]::new);
    return Uni.combine()
        .all()
        .unis(
            sql.query(TemplateStatisticsSql.OF_DAYS, tenant.value(), templateId, days),
            sql.query(TemplateStatisticsSql.OF_MESSAGES, rest))
        .collectFailures()
        .with((some, others) -> together(Stream.concat(some.stream(), others.stream())));
  }

  private static List<OfVariant> together(Stream<SqlRow> rows) {
    Map<String, OfVariant> found =
        rows.map(OfVariant::read)
            .collect(
                Collectors.toMap(
                    one -> one.version() + " " + one.variant(), one -> one, OfVariant::plus));
    return found.values().stream()
        .sorted(
            Comparator.comparing(OfVariant::version).reversed().thenComparing(OfVariant::variant))
        .toList();
  }

  /**
   * How many of its first contacts answered each variant; of none where it has no messages. Nothing
   * is asked where nothing is compared.
   */
  Uni<Map<String, Proportion>> samples(
      Sql sql, TenantId tenant, Variants variants, Duration within, Instant now) {
    if (variants.keys().size() < 2) {
      return Uni.createFrom().item(Map.of());
    }
    Object[] parameters =
        Columns.of(List.of())
            .scalar(tenant.value())
            .scalar(variants.templateId())
            .scalar(variants.version())
            .scalar((double) within.toSeconds())
            .scalar(now.minus(within))
            .scalar(variants.sample())
            .scalar(variants.most())
            .parameters();
    return sql.query(TemplateStatisticsSql.SAMPLES, parameters)
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
