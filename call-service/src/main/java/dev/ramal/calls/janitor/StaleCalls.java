package dev.ramal.calls.janitor;

import dev.ramal.calls.call.CallId;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Finds calls to ask about. Each claim marks what it takes and skips what another replica holds, so
 * that two janitors share the work.
 */
@ApplicationScoped
class StaleCalls {
  private static final String STALE =
      """
      update calls set checked_at = :now
      where (tenant, id) in (
        select tenant, id from calls
        where (status in ('DIALING', 'DIALING_UNKNOWN') and checked_at < :dialing)
           or (status = 'RINGING' and checked_at < :ringing)
           or (status in ('IN_PROGRESS', 'HELD') and checked_at < :talking)
        order by checked_at limit :most for update skip locked)
      returning tenant, id
      """;

  /** Twilio tells the price of a leg only when asked, some time after the end. */
  private static final String UNCOSTED =
      """
      update calls set cost_checks = cost_checks + 1
      where (tenant, id) in (
        select tenant, id from calls
        where not costed and ended_at is not null and carrier = 'TWILIO'
          and cost_checks < :checks
          and ended_at <= cast(:now as timestamptz)
            - make_interval(secs => :after * power(2, cost_checks))
        order by ended_at limit :most for update skip locked)
      returning tenant, id
      """;

  private static final String FORGET =
      """
      delete from call_news where (tenant, event_id) in (
        select tenant, event_id from call_news
        where told_at < :before order by told_at limit :most for update skip locked)
      """;

  private final TenantTransactions transactions;
  private final JanitorConfig config;
  private final Clock clock;

  StaleCalls(TenantTransactions transactions, JanitorConfig config, Clock clock) {
    this.transactions = transactions;
    this.config = config;
    this.clock = clock;
  }

  /** A call of an organization. */
  record Found(TenantId tenant, CallId id) {}

  Uni<List<Found>> stale() {
    Instant now = clock.instant();
    return transactions.acrossTenants(
        "the janitor looks after stale calls of all organizations",
        session ->
            session
                .createNativeQuery(STALE, Object[].class)
                .setParameter("now", now)
                .setParameter("dialing", now.minus(config.dialing()))
                .setParameter("ringing", now.minus(config.ringing()))
                .setParameter("talking", now.minus(config.talking()))
                .setParameter("most", config.batch())
                .getResultList()
                .map(StaleCalls::found));
  }

  Uni<List<Found>> uncosted() {
    return transactions.acrossTenants(
        "the janitor looks for prices of all organizations",
        session ->
            session
                .createNativeQuery(UNCOSTED, Object[].class)
                .setParameter("now", clock.instant())
                .setParameter("after", (double) config.costAfter().toSeconds())
                .setParameter("checks", config.costChecks())
                .setParameter("most", config.batch())
                .getResultList()
                .map(StaleCalls::found));
  }

  /** Forgets in small transactions, until there is nothing old left. */
  Uni<Void> forgetTimeline() {
    return forgetSome()
        .chain(
            gone -> gone < config.forgetBatch() ? Uni.createFrom().voidItem() : forgetTimeline());
  }

  private Uni<Integer> forgetSome() {
    return transactions.acrossTenants(
        "the janitor forgets old entries of timelines of all organizations",
        session ->
            session
                .createNativeQuery(FORGET)
                .setParameter("before", clock.instant().minus(config.keepTimeline()))
                .setParameter("most", config.forgetBatch())
                .executeUpdate());
  }

  private static List<Found> found(List<Object[]> rows) {
    return rows.stream()
        .map(row -> new Found(TenantId.of((String) row[0]), CallId.of((String) row[1])))
        .toList();
  }
}
