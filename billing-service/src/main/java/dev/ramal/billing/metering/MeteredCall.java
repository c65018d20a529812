package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.events.TenantId;
import java.util.Comparator;
import java.util.Optional;

/** A call of an organization, to which several usages belong. */
record MeteredCall(TenantId tenant, String callId) implements Comparable<MeteredCall> {
  private static final Comparator<MeteredCall> ORDER =
      Comparator.comparing((MeteredCall key) -> key.tenant().value())
          .thenComparing(MeteredCall::callId);

  /** The call of a leg, of machine detection or of a transcript; empty for what belongs to none. */
  static Optional<MeteredCall> of(UsageKey usage) {
    return switch (usage.subject()) {
      case UsageKey.CALL -> Optional.of(new MeteredCall(usage.tenant(), usage.subjectId()));
      case UsageKey.RECORDING -> Optional.of(new MeteredCall(usage.tenant(), callOf(usage)));
      default -> Optional.empty();
    };
  }

  private static String callOf(UsageKey recording) {
    int slash = recording.subjectId().indexOf('/');
    return slash < 0 ? recording.subjectId() : recording.subjectId().substring(0, slash);
  }

  @Override
  public int compareTo(MeteredCall other) {
    return ORDER.compare(this, other);
  }
}
