package dev.ramal.kit.jobs;

import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.arc.properties.IfBuildProperty;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The rate limit of an account where a job is more than one request, or where requests are made
 * beside jobs: every request draws a token from the account's one bucket, shared by all processes,
 * and waits for its turn in the order in which it came. While the account is paused nobody gets
 * one. A queue whose requests draw here has no {@link JobQueue.Rate} of its own: the bucket is the
 * same.
 */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
public class AccountRequests {
  /**
   * As many tokens as there will be when it is this request's turn; not taken where that is late.
   * What is lent stands in the row as the time at which it is paid back, not as tokens: a rate that
   * is changed meanwhile changes nothing about turns that were given.
   */
  static final String DRAW =
      """
      with drawn as (
        insert into job_accounts as a (tenant, account, tokens, refilled_at)
        values ($1, $2, $5::float8 - 1, now() + make_interval(secs => $3::float8))
        on conflict (tenant, account) do update set
          tokens = greatest(0, %1$s - 1),
          refilled_at = excluded.refilled_at
            + make_interval(secs => greatest(0, 1 - %1$s) / $4::float8)
        where (a.paused_until is null or a.paused_until <= excluded.refilled_at)
          and %1$s >= 1 - $6::float8 * $4::float8
        returning refilled_at
      )
      select drawn.refilled_at is not null,
        greatest(0, extract(epoch
          from drawn.refilled_at - now() - make_interval(secs => $3::float8)))::float8,
        greatest(0, (1 - coalesce(a.tokens, $5::float8)) / $4::float8
            - extract(epoch from now() + make_interval(secs => $3::float8) - a.refilled_at)::float8,
          case when a.paused_until is null then 0 else least(3600, extract(epoch from
            a.paused_until - now() - make_interval(secs => $3::float8))::float8) end)::float8
      from (select 1) one left join drawn on true
      left join job_accounts a on a.tenant = $1 and a.account = $2
      """
          .formatted(
              """
              least($5::float8, coalesce(a.tokens, $5::float8) + $4::float8
                * extract(epoch from excluded.refilled_at - a.refilled_at)::float8)\
              """);

  private static final String PAUSE =
      """
      insert into job_accounts (tenant, account, paused_until)
      values ($1, $2, now() + make_interval(secs => $3::float8))
      on conflict (tenant, account) do update
        set paused_until = greatest(job_accounts.paused_until, excluded.paused_until)
      """;

  private final SqlTransactions transactions;
  private final JobConfig config;
  private final DatabaseTime time;

  AccountRequests(SqlTransactions transactions, JobConfig config, Clock clock) {
    this.transactions = transactions;
    this.config = config;
    this.time = new DatabaseTime(clock);
  }

  /**
   * Whether a request may be made.
   *
   * @param granted false when the account is paused, or too many wait for their turn
   * @param in until it is its turn; when it was not granted, until it makes sense to ask again
   */
  public record Turn(boolean granted, Duration in) {}

  /**
   * Draws a token for one request, in a transaction of its own.
   *
   * @param longest a request whose turn is farther away is not granted, and draws nothing
   */
  public Uni<Turn> draw(TenantId tenant, String account, JobQueue.Rate rate, Duration longest) {
    return transactions.inTenant(tenant, sql -> draw(sql, tenant, account, rate, longest));
  }

  /** The same in a transaction of the caller's; whoever draws next waits until it has ended. */
  public Uni<Turn> draw(
      Sql sql, TenantId tenant, String account, JobQueue.Rate rate, Duration longest) {
    return sql.query(
            DRAW,
            tenant.value(),
            account,
            time.shift(),
            rate.perSecond(),
            (double) rate.burst(),
            seconds(longest))
        .map(
            rows -> {
              boolean granted = rows.get(0).bool(0);
              return new Turn(granted, duration(rows.get(0).decimal(granted ? 1 : 2)));
            });
  }

  /**
   * Requests of one account that are to be made together.
   *
   * @param requests how many; at least 1
   */
  public record Draw(TenantId tenant, String account, JobQueue.Rate rate, int requests) {}

  /**
   * The same for requests of many accounts, with two statements that are sent together. Within an
   * account they are served as if each had been drawn for alone, one after the other.
   *
   * @param draws each of another account
   * @return a turn for each request, in their order, by the draw
   */
  public Uni<Map<Draw, List<Turn>>> drawAll(Sql sql, Collection<Draw> draws, Duration longest) {
    return draws.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : DrawTogether.draw(sql, draws, time.shift(), seconds(longest));
  }

  /**
   * The other side said that we are too fast: nothing leaves on the account for as long as it asks,
   * within {@code ramal.jobs.shortest-pause} and {@code longest-pause}.
   *
   * @param asked null when it does not say
   * @return how long that is
   */
  public Uni<Duration> pause(TenantId tenant, String account, Duration asked) {
    Duration pause = config.pause(asked);
    return transactions
        .inTenant(
            tenant, sql -> sql.query(PAUSE, tenant.value(), account, time.shift() + seconds(pause)))
        .replaceWith(pause);
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }

  static Duration duration(BigDecimal seconds) {
    return Duration.ofMillis(
        seconds.movePointRight(3).setScale(0, RoundingMode.CEILING).longValueExact());
  }
}
