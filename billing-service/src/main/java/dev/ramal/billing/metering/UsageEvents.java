package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.LedgerEntry;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.UsageRecord.Applied;
import dev.ramal.billing.metering.UsageRecord.Unrateable;
import dev.ramal.events.Event;
import dev.ramal.events.Topics;
import dev.ramal.events.billing.UsageAmended;
import dev.ramal.events.billing.UsageRated;
import dev.ramal.events.billing.UsageUnrateable;
import dev.ramal.kit.outbox.Events;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells the others what was written. The key is the organization alone, so that whoever sums up its
 * money reads it in order.
 */
@ApplicationScoped
class UsageEvents {
  static final String NO_TARIFF = "custo-real";

  private final Events events;

  UsageEvents(Events events) {
    this.events = events;
  }

  List<Event<?>> of(UsageKey key, Applied applied, String causation) {
    List<Event<?>> told = new ArrayList<>();
    for (LedgerEntry entry : applied.entries()) {
      told.add(event(key, causation, entry.number() == 1 ? rated(entry) : amended(entry)));
    }
    if (applied.becameUnrateable() && applied.next() instanceof Unrateable unrateable) {
      told.add(event(key, causation, unrateable(key, unrateable)));
    }
    return told;
  }

  private <T extends Record> Event<T> event(UsageKey key, String causation, T data) {
    return events.createForTenant(
        key.tenant(), Topics.BILLING, key.usageId().toString(), causation, data);
  }

  private static UsageRated rated(LedgerEntry entry) {
    return new UsageRated(
        entry.usageId().toString(),
        entry.key().subject(),
        entry.key().subjectId(),
        entry.key().leg(),
        entry.key().meter().wire(),
        entry.usage().destinationClass(),
        entry.usage().carrier(),
        entry.quantity(),
        entry.billedQuantity(),
        entry.key().meter().unit(),
        entry.tariffVersion() == null ? NO_TARIFF : entry.tariffVersion(),
        entry.cost(),
        entry.price(),
        entry.explanation(),
        entry.usage().occurredAt(),
        entry.month().toString(),
        entry.id().toString());
  }

  private static UsageAmended amended(LedgerEntry entry) {
    return new UsageAmended(
        entry.usageId().toString(),
        entry.id().toString(),
        entry.kind().wire(),
        entry.cost(),
        entry.price(),
        entry.billedQuantity(),
        entry.explanation(),
        entry.recordedAt(),
        entry.month().toString());
  }

  private static UsageUnrateable unrateable(UsageKey key, Unrateable record) {
    return new UsageUnrateable(
        key.subject(),
        key.subjectId(),
        key.leg(),
        record.reported().usage().destinationClass(),
        record.reason(),
        record.reported().usage().occurredAt());
  }
}
