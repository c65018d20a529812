package dev.ramal.kit.jobs;

import dev.ramal.kit.jobs.AccountRequests.Draw;
import dev.ramal.kit.jobs.AccountRequests.Turn;
import dev.ramal.kit.tenancy.Columns;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tokens for many requests of many accounts, with the statements of one. */
final class DrawTogether {
  /** A row to lock for whoever comes next; most are there. */
  private static final String OPEN_ALL =
      """
      insert into job_accounts (tenant, account, refilled_at)
      select tenant, account, now() + make_interval(secs => $3::float8)
      from unnest($1::text[], $2::text[]) as given (tenant, account)
      on conflict (tenant, account) do nothing
      """;

  /**
   * The same as {@link AccountRequests#DRAW} of many requests, in the order of the accounts: two
   * that meet wait instead of deadlocking. {@code tokens} are those of before.
   */
  static final String DRAW_ALL =
      """
      with found as materialized (
        select given.*, now() + make_interval(secs => $6::float8) as moment, a.paused_until,
          least(given.burst, coalesce(a.tokens, given.burst) + given.rate
            * extract(epoch from now() + make_interval(secs => $6::float8) - a.refilled_at)::float8)
            as tokens
        from unnest($1::text[], $2::text[], $3::int[], $4::float8[], $5::float8[])
          as given (tenant, account, requests, rate, burst)
        cross join lateral (select paused_until, tokens, refilled_at from job_accounts
          where tenant = given.tenant and account = given.account for update) a
      ), drawn as (
        select found.*, case when paused_until > moment then 0
          else least(requests, greatest(0, floor(tokens + $7::float8 * rate))) end as granted
        from found
      ), stored as (
        update job_accounts a set tokens = greatest(0, drawn.tokens - drawn.granted),
          refilled_at = drawn.moment
            + make_interval(secs => greatest(0, drawn.granted - drawn.tokens) / drawn.rate)
        from drawn
        where a.tenant = drawn.tenant and a.account = drawn.account and drawn.granted > 0
      )
      select tenant, account, granted::int, tokens,
        greatest(0, (1 - tokens + granted) / rate,
          case when paused_until is null then 0 else least(3600,
            extract(epoch from paused_until - moment)::float8) end)::float8
      from drawn
      """;

  private DrawTogether() {}

  /**
   * @param shift see {@link DatabaseTime}
   * @param longest seconds; a request whose turn is farther away draws nothing
   */
  static Uni<Map<Draw, List<Turn>>> draw(
      Sql sql, Collection<Draw> draws, double shift, double longest) {
    List<Draw> sorted =
        draws.stream()
            .sorted(
                Comparator.comparing((Draw draw) -> draw.tenant().value())
                    .thenComparing(Draw::account))
            .toList();
    Uni<List<SqlRow>> opened =
        sql.query(
            OPEN_ALL,
            Columns.of(sorted).text(Draw::tenant).text(Draw::account).scalar(shift).parameters());
    Uni<List<SqlRow>> drawn =
        sql.query(
            DRAW_ALL,
            Columns.of(sorted)
                .text(Draw::tenant)
                .text(Draw::account)
                .integer(Draw::requests)
                .float8(draw -> draw.rate().perSecond())
                .float8(draw -> (double) draw.rate().burst())
                .scalar(shift)
                .scalar(longest)
                .parameters());
    return Uni.combine()
        .all()
        .unis(opened, drawn)
        .collectFailures()
        .with((rows, found) -> turns(sorted, found));
  }

  private static Map<Draw, List<Turn>> turns(List<Draw> draws, List<SqlRow> rows) {
    Map<List<String>, SqlRow> by =
        rows.stream()
            .collect(Collectors.toMap(row -> List.of(row.text(0), row.text(1)), row -> row));
    return draws.stream()
        .collect(
            Collectors.toMap(
                draw -> draw,
                draw -> turns(draw, by.get(List.of(draw.tenant().value(), draw.account())))));
  }

  private static List<Turn> turns(Draw draw, SqlRow row) {
    int granted = row.integer(2);
    double tokens = row.decimal(3).doubleValue();
    Turn later = new Turn(false, AccountRequests.duration(row.decimal(4)));
    return IntStream.rangeClosed(1, draw.requests())
        .mapToObj(
            nth ->
                nth > granted
                    ? later
                    : new Turn(
                        true,
                        AccountRequests.duration(
                            BigDecimal.valueOf(
                                Math.max(0, (nth - tokens) / draw.rate().perSecond())))))
        .toList();
  }
}
