package dev.ramal.billing.velocity;

import dev.ramal.events.Money;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What rules have counted, in parts of their windows. Sets are added with one statement each. */
@ApplicationScoped
class VelocityRepository {
  /** What happened before a person released the prefix, and becomes known later, counts no more. */
  static final String ADD =
      """
      insert into velocity_sums as kept (tenant, rule_id, prefix, minute, seconds, spent)
      select used.tenant, cast(used.rule as uuid), used.prefix, used.minute, sum(used.seconds),
        sum(cast(used.spent as numeric))
      from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::timestamptz[],
        $6::bigint[], $7::text[])
        as used (tenant, rule, prefix, minute, occurred_at, seconds, spent)
      where not exists (
        select from velocity_blocks b
        where b.tenant = used.tenant and b.rule_id = cast(used.rule as uuid)
          and b.prefix = used.prefix and b.released_at > used.occurred_at)
      group by 1, 2, 3, 4 order by 1, 2, 3, 4
      on conflict (tenant, rule_id, prefix, minute) do update set
        seconds = kept.seconds + excluded.seconds, spent = kept.spent + excluded.spent
      """;

  private static final String FORGET =
      """
      delete from velocity_sums s
      using unnest($1::text[], $2::text[], $3::text[]) as touched (tenant, rule, prefix)
      where s.tenant = touched.tenant and s.rule_id = cast(touched.rule as uuid)
        and s.prefix = touched.prefix and s.minute < $4
      """;

  /**
   * Of each prefix that was added to the first window with too much in it: one that ends with any
   * of its parts from the first that was touched on, as far as a part that was touched lies in it.
   */
  static final String EXCEEDED =
      """
      select touched.number, found.seconds, found.spent
      from unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[],
        $7::bigint[], $8::text[], $9::bigint[])
        as touched (number, tenant, rule, prefix, first, last, reach, most_spent, most_seconds)
      cross join lateral (
        select w.seconds, w.spent
        from (
          select s.minute, sum(s.seconds) over lately as seconds, sum(s.spent) over lately as spent
          from velocity_sums s
          where s.tenant = touched.tenant and s.rule_id = cast(touched.rule as uuid)
            and s.prefix = touched.prefix
            and s.minute between touched.first - touched.reach and touched.last + touched.reach
          window lately as (
            order by s.minute range between touched.reach preceding and current row)) w
        where w.minute >= touched.first
          and (w.spent > cast(touched.most_spent as numeric) or w.seconds > touched.most_seconds)
        order by w.minute limit 1) found
      where not exists (
        select from velocity_blocks b
        where b.tenant = touched.tenant and b.rule_id = cast(touched.rule as uuid)
          and b.prefix = touched.prefix and b.released_at is null)
      """;

  /**
   * A prefix whose sums have grown.
   *
   * @param first the earliest minute of a part that was touched
   * @param last the latest
   * @param entryId the last entry that touched it
   */
  record Touched(
      TenantId tenant, VelocityRule rule, String prefix, long first, long last, UUID entryId) {
    static Touched of(CountedUse use) {
      return new Touched(
          use.tenant(), use.rule(), use.prefix(), use.minute(), use.minute(), use.entryId());
    }

    Touched and(Touched later) {
      return new Touched(
          tenant,
          rule,
          prefix,
          Math.min(first, later.first),
          Math.max(last, later.last),
          later.entryId);
    }

    /** From the beginning of the last part of a window back to that of its first. */
    long reach() {
      return (long) rule.windowMinutes() - rule.partMinutes();
    }
  }

  /** More was used than the rule lets pass. */
  record Exceeded(Touched touched, long seconds, Money spent) {}

  @AcrossTenants("each use names its own")
  Uni<Void> add(Sql sql, List<CountedUse> uses) {
    return sql.query(
            ADD,
            Columns.of(uses)
                .text(CountedUse::tenant)
                .text(use -> use.rule().id())
                .text(CountedUse::prefix)
                .bigint(CountedUse::minute)
                .instant(CountedUse::occurredAt)
                .bigint(CountedUse::seconds)
                .text(use -> use.spent().toPlainString())
                .parameters())
        .replaceWithVoid();
  }

  /** What is so old that no window reaches it, of the prefixes that are touched. */
  @AcrossTenants("each prefix names its own")
  Uni<Void> forget(Sql sql, List<Touched> touched, long before) {
    return sql.query(
            FORGET,
            Columns.of(touched)
                .text(Touched::tenant)
                .text(one -> one.rule().id())
                .text(Touched::prefix)
                .scalar(before)
                .parameters())
        .replaceWithVoid();
  }

  /** Those that nobody was told of yet. */
  @AcrossTenants("each prefix names its own")
  Uni<List<Exceeded>> exceeded(Sql sql, List<Touched> touched) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < touched.size(); i++) {
      numbers.add(i);
    }
    Object[] parameters =
        Columns.of(numbers)
            .integer(i -> i)
            .text(i -> touched.get(i).tenant())
            .text(i -> touched.get(i).rule().id())
            .text(i -> touched.get(i).prefix())
            .bigint(i -> touched.get(i).first())
            .bigint(i -> touched.get(i).last())
            .bigint(i -> touched.get(i).reach())
            .text(i -> mostSpent(touched.get(i).rule()))
            .bigint(i -> touched.get(i).rule().mostSeconds())
            .parameters();
    return sql.query(EXCEEDED, parameters)
        .map(rows -> rows.stream().map(row -> exceeded(row, touched)).toList());
  }

  /** One for each rule and prefix, in the order in which they were touched first. */
  static List<Touched> touched(List<CountedUse> uses) {
    Map<List<Object>, Touched> found = new LinkedHashMap<>();
    uses.forEach(
        use ->
            found.merge(
                List.of(use.tenant(), use.rule().id(), use.prefix()),
                Touched.of(use),
                Touched::and));
    return List.copyOf(found.values());
  }

  /** The minute, from 1970. */
  static long minute(Instant at) {
    return Math.floorDiv(at.getEpochSecond(), 60L);
  }

  private static Exceeded exceeded(SqlRow row, List<Touched> touched) {
    BigDecimal spent = row.decimal(2);
    return new Exceeded(touched.get(row.integer(0)), row.bigint(1), new Money(spent, "BRL"));
  }

  private static String mostSpent(VelocityRule rule) {
    return rule.mostSpent() == null ? null : rule.mostSpent().amount().toPlainString();
  }
}
