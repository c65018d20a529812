package dev.ramal.numbering;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Optional;
import java.util.Set;

/**
 * The one door to libphonenumber, whose tables know the numbering plans of the world.
 *
 * <p>It reads generously: {@code tel:+55…}, {@code whatsapp:+55…}, spaces and masks are all taken,
 * and what is written after a number may be too. Whoever wants E.164 and nothing else asks {@link
 * dev.ramal.events.E164} first.
 */
final class PhoneLibrary {
  private static final PhoneNumberUtil LIBRARY = PhoneNumberUtil.getInstance();
  private static final int BRAZIL_CALLING_CODE = 55;
  private static final String PLAIN_PREFIX = "+55";

  private PhoneLibrary() {}

  /** A number that says its country by a plus sign; empty for null and for anything else. */
  static Optional<PhoneNumber> international(String text) {
    if (text != null && isPlainlyBrazilian(text)) {
      return Optional.of(
          new PhoneNumber()
              .setCountryCode(BRAZIL_CALLING_CODE)
              .setNationalNumber(Long.parseLong(text, PLAIN_PREFIX.length(), text.length(), 10)));
    }
    try {
      return Optional.of(LIBRARY.parse(text, null));
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  /**
   * +55, an area code and eight or nine digits: what nearly every number is, and what the library
   * would take as it stands, after a hundred times the work. Area codes have no zero.
   */
  private static boolean isPlainlyBrazilian(String text) {
    int length = text.length() - PLAIN_PREFIX.length();
    if ((length != 10 && length != 11) || !text.startsWith(PLAIN_PREFIX)) {
      return false;
    }
    for (int i = PLAIN_PREFIX.length(); i < text.length(); i++) {
      char digit = text.charAt(i);
      if (digit > '9' || digit < (i < PLAIN_PREFIX.length() + 2 ? '1' : '0')) {
        return false;
      }
    }
    return true;
  }

  static boolean isBrazilian(PhoneNumber number) {
    return number.getCountryCode() == BRAZIL_CALLING_CODE;
  }

  /** The digits after the country code, leading zeros that belong to the number included. */
  static String national(PhoneNumber number) {
    return LIBRARY.getNationalSignificantNumber(number);
  }

  /** Whether the numbering plan has numbers of this length. */
  static boolean isPossible(PhoneNumber number) {
    return LIBRARY.isPossibleNumber(number);
  }

  /** Whether the numbering plan has such a number today. */
  static boolean isAssigned(PhoneNumber number) {
    return LIBRARY.isValidNumber(number);
  }

  /** ISO 3166 of the number itself; null when its digits fit no country of its calling code. */
  static String regionOfNumber(PhoneNumber number) {
    return LIBRARY.getRegionCodeForNumber(number);
  }

  /** ISO 3166 of the calling code's main country, {@code 001} of one that is no country's. */
  static String regionOfCallingCode(PhoneNumber number) {
    return LIBRARY.getRegionCodeForCountryCode(number.getCountryCode());
  }

  /** Zero where the library knows no such country. */
  static int callingCode(String region) {
    return LIBRARY.getCountryCodeForRegion(region);
  }

  /** ISO 3166-1 alpha-2 of all that have a numbering plan. */
  static Set<String> regions() {
    return LIBRARY.getSupportedRegions();
  }

  /** A number as the plan of the country gives them out; empty when it has none of the type. */
  static Optional<String> example(String region, PhoneNumberType type) {
    return Optional.ofNullable(LIBRARY.getExampleNumberForType(region, type))
        .map(number -> LIBRARY.format(number, PhoneNumberFormat.E164));
  }
}
