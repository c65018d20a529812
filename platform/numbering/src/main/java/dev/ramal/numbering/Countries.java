package dev.ramal.numbering;

import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;

/**
 * The country of a number, ISO 3166-1 alpha-2, by the whole number: countries share calling codes
 * (+1, +7, +44, +39 …), and +1 416 is Canada.
 */
final class Countries {
  static final String BRAZIL = "BR";

  /** When no country can be told. ISO 3166 keeps ZZ free for its users. */
  private static final String UNKNOWN = "ZZ";

  /** UN M.49: the world; libphonenumber's word for +800, +883 and so on. */
  private static final String WORLD = "001";

  private Countries() {}

  static String of(Optional<PhoneNumber> number) {
    return number
        .map(
            read -> {
              String region = PhoneLibrary.regionOfNumber(read);
              return region == null ? PhoneLibrary.regionOfCallingCode(read) : region;
            })
        .filter(region -> !WORLD.equals(region))
        .orElse(UNKNOWN);
  }
}
