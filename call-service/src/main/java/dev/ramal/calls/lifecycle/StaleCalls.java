package dev.ramal.calls.lifecycle;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.CallStatus;
import dev.ramal.calls.carrier.Carriers;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds calls to ask about. Each claim marks what it takes and skips what another replica holds, so
 * that two janitors share the work.
 */
@ApplicationScoped
public class StaleCalls {
  /** Names of states stand in the text, not in parameters: the index of open calls is partial. */
  private static final String STALE =
      """
      update calls set checked_at = :now
      where (tenant, id) in (
        select tenant, id from calls
        where (status in (%s) and checked_at < :dialing)
           or (status in (%s) and checked_at < :ringing)
           or (status in (%s) and checked_at < :talking)
        order by checked_at limit :most for update skip locked)
      returning tenant, id
      """
          .formatted(
              words(CallStatus.DIALING, CallStatus.DIALING_UNKNOWN),
              words(CallStatus.RINGING),
              words(CallStatus.IN_PROGRESS, CallStatus.HELD));

  /** Of the carriers that tell the price of a leg only when asked, some time after the end. */
  private static final String UNCOSTED =
      """
      update calls set cost_checks = cost_checks + 1
      where (tenant, id) in (
        select tenant, id from calls
        where not costed and ended_at is not null and carrier in (%s)
          and cost_checks < :checks
          and ended_at <= cast(:now as timestamptz)
            - make_interval(secs => :after * power(2, cost_checks))
        order by ended_at limit :most for update skip locked)
      returning tenant, id
      """;

  private final TenantTransactions transactions;
  private final Clock clock;
  private final String uncosted;

  StaleCalls(TenantTransactions transactions, Carriers carriers, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
    this.uncosted =
        UNCOSTED.formatted(
            quoted(
                Carrier.known().stream()
                    .filter(carrier -> !carriers.of(carrier).tellsCallPrice())
                    .map(Carrier::name)));
  }

  /**
   * Claims calls of which nothing was heard for too long.
   *
   * @param dialing how long a call may be silent while it is dialled
   * @param ringing while the lead's phone rings
   * @param talking while people talk
   */
  public Uni<List<CallRef>> claimStale(
      Duration dialing, Duration ringing, Duration talking, int most) {
    Instant now = clock.instant();
    return transactions.acrossTenants(
        "the janitor looks after stale calls of all organizations",
        session ->
            session
                .createNativeQuery(STALE, Object[].class)
                .setParameter("now", now)
                .setParameter("dialing", now.minus(dialing))
                .setParameter("ringing", now.minus(ringing))
                .setParameter("talking", now.minus(talking))
                .setParameter("most", most)
                .getResultList()
                .map(StaleCalls::found));
  }

  /**
   * Claims calls that are over and whose price is due to be asked for.
   *
   * @param after from the end to the first look; doubles with each look
   * @param checks after how many looks it is given up
   */
  public Uni<List<CallRef>> claimUncosted(Duration after, int checks, int most) {
    return transactions.acrossTenants(
        "the janitor looks for prices of all organizations",
        session ->
            session
                .createNativeQuery(uncosted, Object[].class)
                .setParameter("now", clock.instant())
                .setParameter("after", (double) after.toSeconds())
                .setParameter("checks", checks)
                .setParameter("most", most)
                .getResultList()
                .map(StaleCalls::found));
  }

  private static String words(CallStatus... states) {
    return quoted(Arrays.stream(states).map(CallStatus::name));
  }

  private static String quoted(Stream<String> names) {
    return names.map(name -> "'" + name + "'").collect(Collectors.joining(", "));
  }

  private static List<CallRef> found(List<Object[]> rows) {
    return rows.stream()
        .map(row -> new CallRef(TenantId.of((String) row[0]), CallId.of((String) row[1])))
        .toList();
  }
}
