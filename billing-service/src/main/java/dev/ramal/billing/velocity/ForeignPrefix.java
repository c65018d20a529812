package dev.ramal.billing.velocity;

import dev.ramal.events.E164;
import dev.ramal.numbering.Destinations;
import java.util.Optional;

/**
 * How numbers abroad begin: with their calling code; where many countries share +1, with their area
 * code, of which each belongs to one.
 */
final class ForeignPrefix {
  private static final String BRAZIL = "+55";
  private static final String NORTH_AMERICA = "+1";
  private static final int WITH_AREA_CODE = 5;

  /** Of numbers that no country has, such as +883: calling codes have at most three digits. */
  private static final int LONGEST_CODE = 4;

  private ForeignPrefix() {}

  /** Empty for a Brazilian number, and for what is no number. */
  static Optional<String> of(String number) {
    if (!E164.isValid(number) || number.startsWith(BRAZIL)) {
      return Optional.empty();
    }
    if (number.startsWith(NORTH_AMERICA)) {
      return Optional.of(number.substring(0, WITH_AREA_CODE));
    }
    return Destinations.beginning(Destinations.country(E164.of(number)))
        .filter(number::startsWith)
        .or(() -> Optional.of(number.substring(0, LONGEST_CODE)));
  }
}
