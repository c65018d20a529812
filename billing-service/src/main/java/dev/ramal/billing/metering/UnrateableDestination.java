package dev.ramal.billing.metering;

import dev.ramal.events.TenantId;
import java.util.Comparator;

/**
 * Where usage of an organization goes that no tariff covers.
 *
 * @param destination the beginning of the number, as in +5511, or a class where there is none
 */
record UnrateableDestination(TenantId tenant, String destination)
    implements Comparable<UnrateableDestination> {
  private static final Comparator<UnrateableDestination> ORDER =
      Comparator.comparing((UnrateableDestination one) -> one.tenant().value())
          .thenComparing(UnrateableDestination::destination);

  @Override
  public int compareTo(UnrateableDestination other) {
    return ORDER.compare(this, other);
  }
}
