package dev.ramal.numbering;

import dev.ramal.events.E164;
import java.util.Optional;

/**
 * A Brazilian number by its national digits: two of the area code (DDD), then eight of a landline
 * or nine of a mobile. Numbers without an area code (0800, 4004, 190) are held as well; the
 * questions about areas and the ninth digit then answer no.
 *
 * <p>The ninth digit, a leading 9, came to all mobiles area by area between 2012 and 2016. Mobiles
 * of eight digits began with 6 to 9; landlines begin with 2 to 5 and never got the digit. A mobile
 * whose digit after the 9 is lower than 6 never had eight digits: without its 9 it would be
 * somebody else's landline. Source: Anatel, resolution 553/2010.
 *
 * @param national digits only, without +55 and without the trunk prefix 0
 */
public record BrazilianNumber(String national) {
  private static final String PLUS_BRAZIL = "+55";
  private static final int AREA_DIGITS = 2;
  private static final int MOBILE_DIGITS = 11;
  private static final int WITHOUT_NINTH_DIGIT = MOBILE_DIGITS - 1;

  /** What follows +55, as it stands; empty for a number of another country. */
  public static Optional<BrazilianNumber> of(E164 number) {
    return number.value().startsWith(PLUS_BRAZIL)
        ? Optional.of(new BrazilianNumber(number.value().substring(PLUS_BRAZIL.length())))
        : Optional.empty();
  }

  /** The first two digits, whether or not such an area code exists. */
  public String area() {
    return national.substring(0, Math.min(AREA_DIGITS, national.length()));
  }

  /** Area codes have no zero: 11 to 19, 21 to 29 and so on to 99. Not all of them are given out. */
  public boolean hasAreaCode() {
    return area().matches("[1-9]{2}");
  }

  /** The subscriber's digits, after the area code. */
  public String local() {
    return national.substring(area().length());
  }

  /** The mobile of today, when this is one as it was before the ninth digit; else empty. */
  public Optional<BrazilianNumber> withNinthDigit() {
    return national.length() == WITHOUT_NINTH_DIGIT && beginsLikeAMobile(local())
        ? Optional.of(new BrazilianNumber(area() + "9" + local()))
        : Optional.empty();
  }

  /** The mobile as it was before the ninth digit; empty when it is none or never had eight. */
  public Optional<BrazilianNumber> withoutNinthDigit() {
    return hasNinthDigit() && beginsLikeAMobile(local().substring(1))
        ? Optional.of(new BrazilianNumber(area() + local().substring(1)))
        : Optional.empty();
  }

  /** Whether it has the length of a mobile, and a 9 after the area code. */
  public boolean hasNinthDigit() {
    return national.length() == MOBILE_DIGITS && local().charAt(0) == '9';
  }

  /** With country code and plus sign; not E.164 when there are too few digits, as in +55190. */
  public String international() {
    return PLUS_BRAZIL + national;
  }

  /** As people write it, {@code (11) 98765-4321}; the bare digits when too short for an area. */
  public String masked() {
    if (national.length() < WITHOUT_NINTH_DIGIT) {
      return national;
    }
    int dash = national.length() - 4;
    return "(%s) %s-%s"
        .formatted(area(), national.substring(AREA_DIGITS, dash), national.substring(dash));
  }

  private static boolean beginsLikeAMobile(String eightDigits) {
    return eightDigits.charAt(0) >= '6';
  }
}
