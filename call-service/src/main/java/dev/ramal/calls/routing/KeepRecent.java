package dev.ramal.calls.routing;

import dev.ramal.calls.lifecycle.CallEnds;
import dev.ramal.carriers.CallCause;
import dev.ramal.events.Carrier;
import dev.ramal.events.Direction;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * How carriers do of late: counted in memory, stored every few seconds as one set of sums.
 *
 * <p>Failure policy: a process that dies loses what it has counted since: these figures choose
 * between carriers and are no accounts.
 */
@ApplicationScoped
public class KeepRecent implements CallEnds {
  private static final Logger LOG = Logger.getLogger(KeepRecent.class);

  private final RecentRepository recent;
  private final SqlTransactions transactions;
  private final RoutingConfig config;
  private final Clock clock;
  private Map<Slot, CarrierFigures> counted = new HashMap<>();

  KeepRecent(
      RecentRepository recent, SqlTransactions transactions, RoutingConfig config, Clock clock) {
    this.recent = recent;
    this.transactions = transactions;
    this.config = config;
    this.clock = clock;
  }

  /** Of which organization and carrier, in which time. */
  record Slot(TenantId tenant, Carrier carrier, Instant begin) implements Comparable<Slot> {
    private static final long SECONDS = 300;

    static Slot of(TenantId tenant, Carrier carrier, Instant now) {
      long begin = now.getEpochSecond() / SECONDS * SECONDS;
      return new Slot(tenant, carrier, Instant.ofEpochSecond(begin));
    }

    @Override
    public int compareTo(Slot other) {
      int byTenant = tenant.value().compareTo(other.tenant.value());
      int byCarrier = byTenant == 0 ? carrier.compareTo(other.carrier) : byTenant;
      return byCarrier == 0 ? begin.compareTo(other.begin) : byCarrier;
    }
  }

  /** What became of a dial at a carrier. */
  public enum Dialled {
    TAKEN,
    /** For a reason of the carrier's own. */
    REFUSED,
    UNCLEAR
  }

  /**
   * @param took how long the carrier needed to say so
   */
  public void dialled(TenantId tenant, Carrier carrier, Dialled what, Duration took) {
    add(
        tenant,
        carrier,
        new CarrierFigures(
            1,
            what == Dialled.REFUSED ? 1 : 0,
            what == Dialled.UNCLEAR ? 1 : 0,
            what == Dialled.TAKEN ? took.toMillis() : 0,
            0,
            0,
            0));
  }

  /** Calls of ours whose lead was rung say something of the carrier. */
  @Override
  public void ended(TenantId tenant, CallEnded ended) {
    boolean rang = ended.legs().stream().anyMatch(leg -> leg.leg() == LegName.LEAD);
    if (ended.direction() == Direction.OUTBOUND && ended.carrier() != null && rang) {
      boolean failed = CallCause.FAILED.word().equals(ended.cause());
      add(
          tenant,
          ended.carrier(),
          new CarrierFigures(0, 0, 0, 0, 1, ended.answeredAt() == null ? 0 : 1, failed ? 1 : 0));
    }
  }

  @Scheduled(
      identity = "recent-calls",
      every = "${ramal.routing.keep-every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> store() {
    Map<Slot, CarrierFigures> sums = take();
    if (sums.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    Instant old = clock.instant().minus(config.recentFor().multipliedBy(4));
    return BestEffort.of(
        transactions
            .acrossTenants(
                "sums of all organizations are stored together", sql -> recent.add(sql, sums, old))
            .onFailure()
            .invoke(failure -> sums.forEach(this::putBack)),
        failure -> LOG.warnf("sums of carriers are stored later: %s", failure));
  }

  private synchronized void add(TenantId tenant, Carrier carrier, CarrierFigures one) {
    counted.merge(Slot.of(tenant, carrier, clock.instant()), one, CarrierFigures::plus);
  }

  private synchronized void putBack(Slot slot, CarrierFigures sums) {
    counted.merge(slot, sums, CarrierFigures::plus);
  }

  private synchronized Map<Slot, CarrierFigures> take() {
    Map<Slot, CarrierFigures> taken = counted;
    counted = new HashMap<>();
    return taken;
  }
}
