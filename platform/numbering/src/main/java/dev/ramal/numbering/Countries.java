package dev.ramal.numbering;

import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;

/**
 * The country of a number, ISO 3166-1 alpha-2, read in two ways that differ where countries share a
 * calling code (+1, +7, +44, +39 …): +1 416 is Canada by its number and the United States by its
 * code. Calls are classed by the first, messages by the second.
 */
final class Countries {
  static final String BRAZIL = "BR";

  /** What calls say when no country can be told. ISO 3166 keeps ZZ free for its users. */
  private static final String UNKNOWN = "ZZ";

  /** What messages say then. UN M.49: the world; libphonenumber's word for +800, +883 and so on. */
  private static final String WORLD = "001";

  private Countries() {}

  static String ofNumber(Optional<PhoneNumber> number) {
    return number
        .map(
            read -> {
              String region = PhoneLibrary.regionOfNumber(read);
              return region == null ? PhoneLibrary.regionOfCallingCode(read) : region;
            })
        .filter(region -> !WORLD.equals(region))
        .orElse(UNKNOWN);
  }

  static String ofCallingCode(Optional<PhoneNumber> number) {
    return number.map(PhoneLibrary::regionOfCallingCode).orElse(WORLD);
  }
}
