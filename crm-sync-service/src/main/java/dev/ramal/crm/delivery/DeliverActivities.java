package dev.ramal.crm.delivery;

import dev.ramal.crm.activities.Activities;
import dev.ramal.crm.activities.Activity;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Takes what is due and can be started at once, and writes it. Safe beside another replica: a
 * delivery ends at its deadline, and the lease outlasts it until nothing that was sent can arrive.
 */
@ApplicationScoped
class DeliverActivities {
  private static final Logger LOG = Logger.getLogger(DeliverActivities.class);

  private static final int AT_ONCE = 20;

  /** RD Station takes two requests a second of an organization; more at once would only wait. */
  private static final int AT_ONCE_OF_ONE = 4;

  private final AtomicInteger underWay = new AtomicInteger();

  private final TenantTransactions transactions;
  private final Activities activities;
  private final DeliverActivity deliverActivity;
  private final Clock clock;
  private final Duration deadline;
  private final Duration lease;

  /**
   * @param deadline how long one delivery may take, every request of it together
   * @param noteSettle how long a note that was sent may still turn up after we stopped waiting
   */
  DeliverActivities(
      TenantTransactions transactions,
      Activities activities,
      DeliverActivity deliverActivity,
      Clock clock,
      @ConfigProperty(name = "ramal.crm.delivery.deadline", defaultValue = "60S") Duration deadline,
      @ConfigProperty(name = "ramal.crm.delivery.note-settle", defaultValue = "60S")
          Duration noteSettle) {
    this.transactions = transactions;
    this.activities = activities;
    this.deliverActivity = deliverActivity;
    this.clock = clock;
    this.deadline = deadline;
    this.lease = deadline.plus(noteSettle);
  }

  @Scheduled(
      every = "${ramal.crm.delivery.every:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> run() {
    int room = AT_ONCE - underWay.get();
    return room <= 0
        ? Uni.createFrom().voidItem()
        : claim(room).invoke(due -> due.forEach(this::begin)).replaceWithVoid();
  }

  private Uni<List<Activity>> claim(int room) {
    return transactions.acrossTenants(
        "delivery claims what is due",
        session -> activities.claim(session, clock.instant(), lease, AT_ONCE_OF_ONE, room));
  }

  /** Failure policy: what goes wrong here leaves the lease to run out, then it is tried again. */
  private void begin(Activity activity) {
    underWay.incrementAndGet();
    Uni.createFrom()
        .deferred(() -> deliverActivity.deliver(activity, deadline))
        .onTermination()
        .invoke(underWay::decrementAndGet)
        .subscribe()
        .with(
            done -> {}, fault -> LOG.errorf(fault, "activity %s was not delivered", activity.id()));
  }
}
