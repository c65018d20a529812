package dev.ramal.billing.ledger;

import dev.ramal.billing.BillingProblems;
import dev.ramal.events.TenantId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How much of something each organization has under way in this process. */
final class Places {
  private final Map<TenantId, Integer> taken = new ConcurrentHashMap<>();
  private final int perOrganization;

  Places(int perOrganization) {
    this.perOrganization = perOrganization;
  }

  /**
   * @throws dev.ramal.kit.problem.ProblemException 429 when the organization has no place left
   */
  void take(TenantId tenant) {
    taken.compute(
        tenant,
        (same, count) -> {
          if (count != null && count >= perOrganization) {
            throw BillingProblems.tooManyReads(perOrganization);
          }
          return count == null ? 1 : count + 1;
        });
  }

  void free(TenantId tenant) {
    taken.computeIfPresent(tenant, (same, count) -> count == 1 ? null : count - 1);
  }
}
