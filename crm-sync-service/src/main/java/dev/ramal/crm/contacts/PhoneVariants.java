package dev.ramal.crm.contacts;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.ramal.events.E164;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The ways in which one number may stand in a CRM whose look-up is exact.
 *
 * <p>Stored Brazilian numbers are a mix: with and without the plus and the country code, with and
 * without the ninth digit that mobiles got between 2012 and 2016, as bare digits or masked. The
 * order is from the most to the least likely, because each look-up counts against the CRM's rate.
 */
public final class PhoneVariants {
  private static final int BRAZIL = 55;
  private static final int AREA_DIGITS = 2;
  private static final int MOBILE_DIGITS = 11;
  private static final int OLD_MOBILE_DIGITS = 10;

  private PhoneVariants() {}

  /** Distinct variants, most likely first; the number itself is the first. Never empty. */
  public static List<String> of(E164 phone) {
    PhoneNumber number = parse(phone);
    if (number == null || number.getCountryCode() != BRAZIL) {
      return List.of(phone.value(), phone.value().substring(1));
    }
    Set<String> variants = new LinkedHashSet<>();
    for (String national : nationalForms(Long.toString(number.getNationalNumber()))) {
      variants.add("+55" + national);
      variants.add("55" + national);
      variants.add(national);
      variants.add(masked(national));
    }
    return List.copyOf(variants);
  }

  private static PhoneNumber parse(E164 phone) {
    try {
      return PhoneNumberUtil.getInstance().parse(phone.value(), null);
    } catch (NumberParseException e) {
      return null;
    }
  }

  /**
   * The number as dialled, then with the ninth digit taken away or added.
   *
   * <p>Mobiles of eight digits began with 6 to 9. A mobile whose digit after the 9 is lower never
   * had eight: without its 9 it would be somebody else's landline.
   */
  private static List<String> nationalForms(String national) {
    List<String> forms = new ArrayList<>();
    forms.add(national);
    String area = national.substring(0, Math.min(AREA_DIGITS, national.length()));
    String local = national.substring(area.length());
    if (national.length() == MOBILE_DIGITS
        && local.charAt(0) == '9'
        && beginsLikeAMobile(local.substring(1))) {
      forms.add(area + local.substring(1));
    }
    if (national.length() == OLD_MOBILE_DIGITS && beginsLikeAMobile(local)) {
      forms.add(area + "9" + local);
    }
    return forms;
  }

  private static boolean beginsLikeAMobile(String eightDigits) {
    return eightDigits.charAt(0) >= '6';
  }

  /** {@code (11) 98765-4321}. */
  private static String masked(String national) {
    if (national.length() < OLD_MOBILE_DIGITS) {
      return national;
    }
    int dash = national.length() - 4;
    return "("
        + national.substring(0, AREA_DIGITS)
        + ") "
        + national.substring(AREA_DIGITS, dash)
        + "-"
        + national.substring(dash);
  }
}
