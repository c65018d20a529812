package dev.ramal.numbering;

import dev.ramal.events.E164;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The ways in which one phone's number is written, and the one by which we know it. */
public final class Spellings {
  private Spellings() {}

  /**
   * The one spelling of a person's number. WhatsApp knows many Brazilian mobiles by the eight
   * digits they had before the ninth came; the network and the CRM know them with it.
   *
   * <p>Source: Anatel, resolution 553/2010; {@code WaId} of Twilio's WhatsApp callbacks.
   */
  public static E164 current(E164 number) {
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
    return brazilian
        .map(Spellings::ofBrazilian)
        .orElseGet(() -> List.of(number.value(), number.value().substring(1)));
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
