package dev.ramal.billing.recurring;

import dev.ramal.billing.invoicing.ClosingRequirement;
import dev.ramal.billing.metering.RevisionRepository;
import dev.ramal.billing.rating.BillingMonth;
import dev.ramal.billing.recurring.RecordingStorage.Round;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/**
 * A month is not closed before its last day of storage is metered for the organization, which takes
 * a round after the month's end: what is missing then would be a debit note. What is heard of later
 * is one all the same.
 *
 * <p>Asked of the organization's own usage: one that cannot be metered holds up no other. A month
 * that is metered no more, as one of before the service was installed, is not waited for.
 */
@ApplicationScoped
class RequireStorage implements ClosingRequirement {
  private final RecordingStorage storage;
  private final RevisionRepository revisions;
  private final RecurringConfig config;
  private final Clock clock;

  RequireStorage(
      RecordingStorage storage, RevisionRepository revisions, RecurringConfig config, Clock clock) {
    this.storage = storage;
    this.revisions = revisions;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public Uni<Void> require(Sql sql, TenantId tenant, BillingMonth month) {
    return storage
        .known(sql)
        .chain(
            known ->
                isComing(known, month)
                    ? storage.stores(sql, tenant, month)
                    : Uni.createFrom().item(false))
        .chain(
            stores ->
                stores
                    ? revisions.of(sql, RecordingStorage.key(tenant, month))
                    : Uni.createFrom().item(month.value().lengthOfMonth()))
        .invoke(
            days -> {
              if (days < month.value().lengthOfMonth()) {
                throw RecurringProblems.storageIsNotMetered(
                    month, Math.max(0, days), config.every());
              }
            })
        .replaceWithVoid();
  }

  /** Whether a round is still to bring the month's last day. */
  private boolean isComing(List<Round> known, BillingMonth month) {
    LocalDate today = clock.instant().atZone(BillingMonth.ZONE).toLocalDate();
    boolean through =
        known.stream()
            .anyMatch(
                round ->
                    round.month().equals(month.value())
                        && !round.through().isBefore(month.endDay()));
    return !through
        && StorageRounds.due(known, today, config.daysAfter()).stream()
            .anyMatch(round -> round.month().equals(month.value()));
  }
}
