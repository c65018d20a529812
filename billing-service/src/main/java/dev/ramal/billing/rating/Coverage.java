package dev.ramal.billing.rating;

import dev.ramal.events.DestinationClass;
import java.util.List;
import java.util.Objects;

/**
 * Which usage something speaks of: a plan's allowance, a volume discount.
 *
 * @param meter never null
 * @param leg null for any
 * @param destinationClasses each covers itself and what is below it with a dash; empty for all
 */
public record Coverage(Meter meter, String leg, List<DestinationClass> destinationClasses) {
  public Coverage {
    Objects.requireNonNull(meter, "meter");
    destinationClasses = destinationClasses == null ? List.of() : List.copyOf(destinationClasses);
  }

  public boolean covers(Meter usedMeter, String usedLeg, DestinationClass usedClass) {
    return meter == usedMeter
        && (leg == null || leg.equals(usedLeg))
        && (destinationClasses.isEmpty()
            || (usedClass != null && destinationClasses.stream().anyMatch(usedClass::isWithin)));
  }
}
