package dev.ramal.crm.delivery;

import dev.ramal.crm.activities.Activities;
import dev.ramal.crm.activities.Activity;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Takes what is due, a few at a time, and writes it. Safe beside another replica. */
@ApplicationScoped
class DeliverActivities {
  private static final Logger LOG = Logger.getLogger(DeliverActivities.class);

  /** Longer than every request of one delivery together. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  private static final int BATCH = 20;
  private static final int AT_ONCE = 4;

  @Inject TenantTransactions transactions;
  @Inject Activities activities;
  @Inject DeliverActivity deliverActivity;
  @Inject Clock clock;

  @Scheduled(
      every = "${ramal.crm.delivery.every:1s}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> run() {
    return claim()
        .flatMap(
            due ->
                Multi.createFrom()
                    .iterable(due)
                    .onItem()
                    .transformToUni(this::deliver)
                    .merge(AT_ONCE)
                    .collect()
                    .asList()
                    .replaceWithVoid());
  }

  private Uni<List<Activity>> claim() {
    return transactions.acrossTenants(
        "delivery claims what is due",
        session -> activities.claim(session, clock.instant(), LEASE, BATCH));
  }

  /** Failure policy: what goes wrong here leaves the lease to run out, then it is tried again. */
  private Uni<Void> deliver(Activity activity) {
    return deliverActivity
        .deliver(activity)
        .onFailure()
        .recoverWithUni(
            fault -> {
              LOG.errorf(fault, "activity %s was not delivered", activity.id());
              return Uni.createFrom().voidItem();
            });
  }
}
