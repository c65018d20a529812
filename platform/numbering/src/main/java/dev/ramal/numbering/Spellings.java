package dev.ramal.numbering;

import dev.ramal.events.E164;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The ways in which one phone's number is written, and the one by which we know it. */
public final class Spellings {
  /** Ten digits after the country code, with the 1 in front that mobiles had until 2020. */
  private static final Pattern MEXICAN_MOBILE = Pattern.compile("\\+521[2-9]\\d{9}");

  /** Ten digits after the country code: a landline, or a mobile without its 9. */
  private static final Pattern ARGENTINE = Pattern.compile("\\+54[1-8]\\d{9}");

  private Spellings() {}

  /**
   * The one spelling of the number of a person we write to. WhatsApp knows many Brazilian mobiles
   * by the eight digits they had before the ninth came, puts a 1 before Mexican mobiles that dials
   * nowhere since 2020, and a 9 before Argentine ones, as callers from abroad do; the networks and
   * people leave the last out. Who is written to has a mobile.
   *
   * <p>Source: Anatel, resolution 553/2010; IFT of Mexico, numbering plan of 2019; WhatsApp's help
   * on international numbers; {@code WaId} of Twilio's WhatsApp callbacks.
   */
  public static E164 current(E164 number) {
    E164 dialled = dialled(number);
    return ARGENTINE.matcher(dialled.value()).matches()
        ? E164.of(dialled.value().replaceFirst("^\\+54", "+549"))
        : dialled;
  }

  /** The spelling that is dialled: as {@link #current}, but an Argentine landline stays one. */
  static E164 dialled(E164 number) {
    if (MEXICAN_MOBILE.matcher(number.value()).matches()) {
      return E164.of(number.value().replaceFirst("^\\+521", "+52"));
    }
    return BrazilianNumber.of(number)
        .filter(BrazilianNumber::hasAreaCode)
        .flatMap(BrazilianNumber::withNinthDigit)
        .map(mobile -> E164.of(mobile.international()))
        .orElse(number);
  }

  /**
   * The ways in which a number may stand in a store whose look-up is exact, such as a CRM: with and
   * without the plus and the country code, with and without the ninth digit, as bare digits or
   * masked. Most likely first, because each look-up counts against the CRM's rate.
   *
   * @return distinct, never empty; first the number itself, less a trunk prefix 0 after +55
   */
  public static List<String> of(E164 number) {
    Optional<BrazilianNumber> brazilian =
        PhoneLibrary.international(number.value())
            .filter(PhoneLibrary::isBrazilian)
            .map(read -> new BrazilianNumber(Long.toString(read.getNationalNumber())));
    return brazilian.map(Spellings::ofBrazilian).orElseGet(() -> ofForeign(number));
  }

  private static List<String> ofForeign(E164 number) {
    return Stream.of(number, current(number), E164.of(withMobileDigit(number.value())))
        .flatMap(spelled -> Stream.of(spelled.value(), spelled.value().substring(1)))
        .distinct()
        .toList();
  }

  /** With the digit that Mexican mobiles had, without the one that Argentine ones have. */
  private static String withMobileDigit(String number) {
    return number
        .replaceFirst("^\\+52(?=[2-9]\\d{9}$)", "+521")
        .replaceFirst("^\\+549(?=[1-8]\\d{9}$)", "+54");
  }

  private static List<String> ofBrazilian(BrazilianNumber asDialled) {
    Set<String> spellings = new LinkedHashSet<>();
    Stream.of(Optional.of(asDialled), asDialled.withoutNinthDigit(), asDialled.withNinthDigit())
        .flatMap(Optional::stream)
        .forEach(
            number -> {
              spellings.add(number.international());
              spellings.add(number.international().substring(1));
              spellings.add(number.national());
              spellings.add(number.masked());
            });
    return List.copyOf(spellings);
  }
}
