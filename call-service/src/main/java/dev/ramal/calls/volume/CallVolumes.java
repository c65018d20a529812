package dev.ramal.calls.volume;

import dev.ramal.calls.call.Call;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The figures, kept as calls end: of each caller id and of all of an organization, by day and by
 * month. A set adds all of its calls with one statement, to a slot of its own most of the time, so
 * that sets of one organization seldom wait for each other.
 */
@ApplicationScoped
public class CallVolumes {
  static final String DAY = "day";
  static final String MONTH = "month";

  /** Stands for all numbers of the organization. */
  static final String ALL = "";

  private static final int SLOTS = 8;

  private static final String ADD =
      """
      insert into call_volumes as v (tenant, span, begins, number, slot, calls, short_calls, leads,
        answered)
      select tenant, span, cast(begins as date), number, $9::int, calls, short_calls, leads, answered
      from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[],
        $7::bigint[], $8::bigint[])
        as given (tenant, span, begins, number, calls, short_calls, leads, answered)
      on conflict (tenant, span, begins, number, slot) do update
        set calls = v.calls + excluded.calls, short_calls = v.short_calls + excluded.short_calls,
          leads = v.leads + excluded.leads, answered = v.answered + excluded.answered
      """;

  private static final String SUM =
      """
      select tenant, span, begins::text, number, cast(sum(calls) as bigint),
        cast(sum(short_calls) as bigint)
      from call_volumes where %s and (span = 'day' and begins = cast($1::text as date)
        or span = 'month' and begins = cast($2::text as date))
      group by tenant, span, begins, number order by tenant, number, span
      """;

  private static final String OF_ALL =
      SUM.formatted("begins in (cast($1::text as date), cast($2::text as date))");

  private static final String OF_TENANT = SUM.formatted("tenant = $3");

  private static final String OF_NUMBERS =
      """
      select tenant, begins::text, number, cast(sum(calls) as bigint),
        cast(sum(short_calls) as bigint), cast(sum(leads) as bigint), cast(sum(answered) as bigint)
      from call_volumes where begins >= cast($1::text as date) and span = 'day' and number <> ''
      group by tenant, begins, number order by tenant, number, begins
      """;

  private static final String FORGET =
      "delete from call_volumes where begins < cast($1::text as date)";

  /**
   * A call before and after the facts of a set.
   *
   * @param before null for one that is not stored yet
   */
  public record Changed(Call before, Call after) {}

  /**
   * One figure.
   *
   * @param begins the day, or the first one of the month
   * @param number caller id; empty for all
   */
  record Sum(
      String tenant, String span, LocalDate begins, String number, long calls, long shortCalls) {}

  private record Key(String tenant, String span, LocalDate begins, String number) {
    static final Comparator<Key> ORDER =
        Comparator.comparing(Key::tenant)
            .thenComparing(Key::span)
            .thenComparing(Key::begins)
            .thenComparing(Key::number);
  }

  /** The statement that adds what the calls of a set add; empty when none of them ended. */
  public Optional<Uni<?>> add(Sql sql, List<Changed> calls) {
    Map<Key, CallVolume> sums = new TreeMap<>(Key.ORDER);
    for (Changed changed : calls) {
      CallVolume added = CallVolume.of(changed.after()).minus(CallVolume.of(changed.before()));
      if (!added.isNothing()) {
        add(sums, changed.after(), added);
      }
    }
    return sums.isEmpty()
        ? Optional.empty()
        : Optional.of(sql.query(ADD, parameters(List.copyOf(sums.entrySet()))));
  }

  private static void add(Map<Key, CallVolume> sums, Call call, CallVolume added) {
    String tenant = call.tenant().value();
    for (String number : List.of(call.details().from(), ALL)) {
      Key day = new Key(tenant, DAY, added.day(), number);
      Key month = new Key(tenant, MONTH, added.day().withDayOfMonth(1), number);
      for (Key key : List.of(day, month)) {
        sums.merge(key, added, CallVolume::plus);
      }
    }
  }

  private static Object[] parameters(List<Map.Entry<Key, CallVolume>> sums) {
    return Columns.of(sums)
        .text(sum -> sum.getKey().tenant())
        .text(sum -> sum.getKey().span())
        .text(sum -> sum.getKey().begins())
        .text(sum -> sum.getKey().number())
        .bigint(sum -> sum.getValue().calls())
        .bigint(sum -> sum.getValue().shortCalls())
        .bigint(sum -> sum.getValue().leads())
        .bigint(sum -> sum.getValue().answered())
        .scalar(ThreadLocalRandom.current().nextInt(SLOTS))
        .parameters();
  }

  /** Of all organizations: of the day, and of its month. */
  @AcrossTenants("the monitor looks at all organizations")
  Uni<List<Sum>> ofAll(Sql sql, LocalDate day) {
    return sql.query(OF_ALL, day.toString(), day.withDayOfMonth(1).toString())
        .map(CallVolumes::sums);
  }

  /** The same of one. */
  Uni<List<Sum>> of(Sql sql, TenantId tenant, LocalDate day) {
    return sql.query(OF_TENANT, day.toString(), day.withDayOfMonth(1).toString(), tenant.value())
        .map(CallVolumes::sums);
  }

  /**
   * The figures of one number on one day.
   *
   * @param leads leads that were rung
   * @param answered those of them who picked up in person
   */
  public record NumberDay(
      String tenant,
      LocalDate day,
      String number,
      long calls,
      long shortCalls,
      long leads,
      long answered) {}

  /** Of each number of all organizations, since a day. */
  @AcrossTenants("the health of numbers is watched for all organizations")
  public Uni<List<NumberDay>> ofNumbers(Sql sql, LocalDate since) {
    return sql.query(OF_NUMBERS, since.toString())
        .map(
            rows ->
                rows.stream()
                    .map(
                        row ->
                            new NumberDay(
                                row.text(0),
                                LocalDate.parse(row.text(1)),
                                row.text(2),
                                row.bigint(3),
                                row.bigint(4),
                                row.bigint(5),
                                row.bigint(6)))
                    .toList());
  }

  @AcrossTenants("old figures of all organizations are forgotten")
  Uni<Void> forget(Sql sql, LocalDate before) {
    return sql.query(FORGET, before.toString()).replaceWithVoid();
  }

  private static List<Sum> sums(List<SqlRow> rows) {
    return rows.stream()
        .map(
            row ->
                new Sum(
                    row.text(0),
                    row.text(1),
                    LocalDate.parse(row.text(2)),
                    row.text(3),
                    row.bigint(4),
                    row.bigint(5)))
        .toList();
  }
}
