package dev.ramal.numbering;

import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.E164;
import dev.ramal.events.WhatsAppCategory;
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
   *     whatever the carrier said instead of a number; null when it said nothing
   */
  public static DestinationClass ofCall(String address) {
    if (Withheld.is(address)) {
      return DestinationClass.WITHHELD;
    }
    if (address.startsWith("client:") || address.startsWith("sip:")) {
      return DestinationClass.SOFTPHONE;
    }
    Optional<PhoneNumber> number = PhoneLibrary.international(address);
    return number
        .filter(PhoneLibrary::isBrazilian)
        .map(Destinations::brazilian)
        .orElseGet(() -> DestinationClass.INTERNATIONAL.in(Countries.of(number)));
  }

  /**
   * The class of the leg of somebody who calls us. Whoever has a toll-free number pays by it, not
   * by who calls. Who calls from a SIP address calls from no softphone of ours: the carrier charges
   * what calls to our number cost, by the telephone number that the address may be of, else by our
   * own.
   *
   * @param caller as the carrier said it; null when it said nothing
   * @param ours the number that was called; null when unknown
   */
  public static DestinationClass ofInboundCall(String caller, String ours) {
    if (ours != null && ofCall(ours).equals(DestinationClass.TOLL_FREE)) {
      return DestinationClass.TOLL_FREE;
    }
    DestinationClass seen =
        SipCaller.in(caller).map(sip -> ofSip(sip, ours)).orElseGet(() -> ofCall(caller));
    return seen.equals(DestinationClass.TOLL_FREE) ? DestinationClass.LANDLINE : seen;
  }

  /** Of our number, where it is one: what was called at an address costs as softphones do. */
  private static DestinationClass ofSip(SipCaller caller, String ours) {
    return caller
        .number()
        .map(Destinations::ofCall)
        .orElseGet(() -> ours == null ? DestinationClass.LANDLINE : ofCall(ours));
  }

  /** The class of a text message to the number; null and what is no number are not Brazilian. */
  public static DestinationClass ofSms(String number) {
    return byCountry(number, DestinationClass.SMS_NATIONAL, DestinationClass.SMS_INTERNATIONAL);
  }

  /** The class of a WhatsApp message to the number, as {@link #ofSms}. */
  public static DestinationClass ofWhatsApp(String number) {
    return byCountry(number, DestinationClass.WHATSAPP, DestinationClass.WHATSAPP);
  }

  /**
   * The class of a WhatsApp message of that category: {@code whatsapp-marketing} in Brazil, {@code
   * whatsapp-US-marketing} abroad, so that a rule for {@code whatsapp} or {@code whatsapp-US}
   * covers all of its categories. What nobody could tell has a class of its own, which no such rule
   * covers.
   *
   * @param category null where it was not said, as by a version that told none
   */
  public static DestinationClass ofWhatsApp(String number, WhatsAppCategory category) {
    if (category == null) {
      return ofWhatsApp(number);
    }
    return category == WhatsAppCategory.UNKNOWN
        ? byCountry(number, DestinationClass.UNKNOWN_WHATSAPP, DestinationClass.UNKNOWN_WHATSAPP)
        : ofWhatsApp(number).of(category);
  }

  /** The country of a number, ISO 3166-1 alpha-2; ZZ when none can be told. */
  public static String country(E164 number) {
    return Countries.of(PhoneLibrary.international(number.value()));
  }

  /**
   * How numbers of a country begin in E.164, as in +55.
   *
   * @param country ISO 3166-1 alpha-2
   * @return empty for a country that has no calling code
   */
  public static Optional<String> beginning(String country) {
    return Optional.of(PhoneLibrary.callingCode(country))
        .filter(code -> code != 0)
        .map(code -> "+" + code);
  }

  /**
   * How all numbers begin that are as far away as this one, for whoever speaks of where something
   * goes and not of whom: +55 and the area code in Brazil, +55 alone of a number without one, the
   * calling code elsewhere.
   *
   * @param address null when nothing is known
   * @return empty for what is no number
   */
  public static Optional<String> prefix(String address) {
    return PhoneLibrary.international(address)
        .map(
            read -> {
              BrazilianNumber number = new BrazilianNumber(PhoneLibrary.national(read));
              boolean hasArea =
                  PhoneLibrary.isBrazilian(read) && AreaCode.of(number.area()).isPresent();
              return "+" + read.getCountryCode() + (hasArea ? number.area() : "");
            });
  }

  private static DestinationClass byCountry(
      String number, DestinationClass national, DestinationClass foreign) {
    String country = Countries.of(PhoneLibrary.international(number));
    return Countries.BRAZIL.equals(country) ? national : foreign.in(country);
  }

  private static DestinationClass brazilian(PhoneNumber read) {
    BrazilianNumber asWritten = new BrazilianNumber(PhoneLibrary.national(read));
    BrazilianNumber number = asWritten.withNinthDigit().orElse(asWritten);
    if (number.hasNinthDigit()) {
      return SP_RJ.contains(number.area())
          ? DestinationClass.MOBILE_SP_RJ
          : DestinationClass.MOBILE;
    }
    return switch (BrazilianKind.of(number).orElse(BrazilianKind.LANDLINE)) {
      case TOLL_FREE -> DestinationClass.TOLL_FREE;
      case SHARED_COST -> DestinationClass.LANDLINE_SHARED_COST;
      case PREMIUM -> DestinationClass.LANDLINE_PREMIUM;
      default -> DestinationClass.LANDLINE;
    };
  }
}
