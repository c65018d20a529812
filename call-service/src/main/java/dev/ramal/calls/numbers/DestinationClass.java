package dev.ramal.calls.numbers;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.Set;

/**
 * The class a tariff prices by: landline, mobile, mobile-sp-rj (area codes 11–19, 21, 22, 24),
 * international-XX (ISO 3166, ZZ when no country can be told) or softphone.
 */
public final class DestinationClass {
  private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();
  private static final int BRAZIL = 55;
  private static final Set<String> SP_RJ =
      Set.of("11", "12", "13", "14", "15", "16", "17", "18", "19", "21", "22", "24");

  private DestinationClass() {}

  /**
   * @param address E.164, or a softphone address such as {@code client:ana} or {@code sip:ana@host}
   */
  public static String of(String address) {
    if (address.startsWith("client:") || address.startsWith("sip:")) {
      return "softphone";
    }
    try {
      PhoneNumber number = NUMBERS.parse(address, null);
      return number.getCountryCode() == BRAZIL ? brazilian(number) : foreign(number);
    } catch (NumberParseException e) {
      return "international-ZZ";
    }
  }

  private static String brazilian(PhoneNumber number) {
    String national = NUMBERS.getNationalSignificantNumber(number);
    if (!isMobile(number, national)) {
      return "landline";
    }
    return SP_RJ.contains(national.substring(0, 2)) ? "mobile-sp-rj" : "mobile";
  }

  /** Numbers newer than the library's tables go by their form: a ninth digit 9 after the area. */
  private static boolean isMobile(PhoneNumber number, String national) {
    PhoneNumberType type = NUMBERS.getNumberType(number);
    return type == PhoneNumberType.MOBILE
        || (type == PhoneNumberType.UNKNOWN
            && national.length() == 11
            && national.charAt(2) == '9');
  }

  private static String foreign(PhoneNumber number) {
    String region = NUMBERS.getRegionCodeForNumber(number);
    if (region == null) {
      region = NUMBERS.getRegionCodeForCountryCode(number.getCountryCode());
    }
    return "international-" + (region == null || "001".equals(region) ? "ZZ" : region);
  }
}
