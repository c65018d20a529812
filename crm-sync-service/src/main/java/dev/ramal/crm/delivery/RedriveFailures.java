package dev.ramal.crm.delivery;

import dev.ramal.crm.activities.Activities;
import dev.ramal.crm.activities.Activity;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;

/** Sends failed activities on their way again; a dry run says how many that would be. */
@ApplicationScoped
class RedriveFailures {
  /** At most this many at once; the answer says so by its count. */
  private static final int MOST = 1000;

  @Inject TenantTransactions transactions;
  @Inject Activities activities;
  @Inject Clock clock;

  Uni<Integer> redrive(TenantId tenant, RedriveRequest request) {
    return transactions.inTenant(
        tenant,
        session ->
            activities
                .failuresAmong(session, tenant, request.ids(), request.kind(), MOST)
                .map(failures -> send(failures, request)));
  }

  private int send(List<Activity> failures, RedriveRequest request) {
    if (!request.dryRun()) {
      failures.forEach(failure -> failure.redrive(request.dealId(), clock.instant()));
    }
    return failures.size();
  }
}
