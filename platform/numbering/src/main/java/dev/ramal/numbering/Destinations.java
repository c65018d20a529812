package dev.ramal.numbering;

import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.ramal.events.DestinationClass;
import java.util.Optional;
import java.util.Set;

/** Which class a tariff prices a destination by. Every address has one; nothing is refused here. */
public final class Destinations {
  /**
   * Area codes of the states of São Paulo and Rio de Janeiro, where a mobile costs less. Source:
   * the carriers' price list for Brazil, "mobile in São Paulo (11–19) or Rio de Janeiro (21, 22,
   * 24)".
   */
  private static final Set<String> SP_RJ =
      Set.of("11", "12", "13", "14", "15", "16", "17", "18", "19", "21", "22", "24");

  private Destinations() {}

  /**
   * The class of a leg of a call.
   *
   * @param address E.164, a softphone such as {@code client:ana} or {@code sip:ana@host}, or
   *     whatever the carrier said instead of a number; never null
   */
  public static DestinationClass ofCall(String address) {
    if (address.startsWith("client:") || address.startsWith("sip:")) {
      return DestinationClass.SOFTPHONE;
    }
    Optional<PhoneNumber> number = PhoneLibrary.international(address);
    return number
        .filter(PhoneLibrary::isBrazilian)
        .map(Destinations::brazilian)
        .orElseGet(() -> DestinationClass.INTERNATIONAL.in(Countries.ofNumber(number)));
  }

  /** The class of a text message to the number; null and what is no number are not Brazilian. */
  public static DestinationClass ofSms(String number) {
    return byCountry(number, DestinationClass.SMS_NATIONAL, DestinationClass.SMS_INTERNATIONAL);
  }

  /** The class of a WhatsApp message to the number, as {@link #ofSms}. */
  public static DestinationClass ofWhatsApp(String number) {
    return byCountry(number, DestinationClass.WHATSAPP, DestinationClass.WHATSAPP);
  }

  private static DestinationClass byCountry(
      String number, DestinationClass national, DestinationClass foreign) {
    String country = Countries.ofCallingCode(PhoneLibrary.international(number));
    return Countries.BRAZIL.equals(country) ? national : foreign.in(country);
  }

  private static DestinationClass brazilian(PhoneNumber number) {
    BrazilianNumber national = new BrazilianNumber(PhoneLibrary.national(number));
    if (!isMobile(number, national)) {
      return DestinationClass.LANDLINE;
    }
    return SP_RJ.contains(national.area())
        ? DestinationClass.MOBILE_SP_RJ
        : DestinationClass.MOBILE;
  }

  /** Numbers newer than the library's tables go by their form. */
  private static boolean isMobile(PhoneNumber number, BrazilianNumber national) {
    PhoneNumberType type = PhoneLibrary.type(number);
    return type == PhoneNumberType.MOBILE
        || (type == PhoneNumberType.UNKNOWN && national.hasNinthDigit());
  }
}
