package dev.ramal.numbering;

import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Numbers as the plans of the world give them out, for whoever has to ask about a destination
 * without knowing anybody there. Nobody calls them.
 */
public final class ExampleNumbers {
  private ExampleNumbers() {}

  /** All countries that have a numbering plan, ISO 3166-1 alpha-2. */
  public static SortedSet<String> countries() {
    return new TreeSet<>(PhoneLibrary.regions());
  }

  /** E.164; empty for a country without landlines. */
  public static Optional<String> landline(String country) {
    return PhoneLibrary.example(country, PhoneNumberType.FIXED_LINE);
  }

  /** E.164; empty for a country without mobiles. */
  public static Optional<String> mobile(String country) {
    return PhoneLibrary.example(country, PhoneNumberType.MOBILE);
  }
}
