package dev.ramal.numbering;

import dev.ramal.events.E164;
import java.util.Optional;

/**
 * A number that can be dialled and written to: it has the form of E.164 and, in Brazil, an area
 * code that is given out and the digits of a kind of telephone; in other countries, digits that the
 * numbering plan gives out, as libphonenumber knows it. Whether a subscriber has it is not asked.
 *
 * <p>Premium numbers (0900, 0500) are not dialled for anybody.
 */
public final class DialableNumber {
  private DialableNumber() {}

  /**
   * The number in its current spelling, when it can be dialled; else empty. {@link MeantNumber} may
   * then have a guess.
   *
   * @param text null when nothing was written
   */
  public static Optional<E164> of(String text) {
    if (!E164.isValid(text) || Withheld.is(text)) {
      return Optional.empty();
    }
    E164 number = Spellings.dialled(E164.of(text));
    return Optional.of(number)
        .filter(
            spelled ->
                BrazilianNumber.of(spelled)
                    .map(DialableNumber::isBrazilian)
                    .orElseGet(() -> isForeign(spelled)));
  }

  static boolean isBrazilian(BrazilianNumber number) {
    return BrazilianKind.of(number).filter(kind -> kind != BrazilianKind.PREMIUM).isPresent();
  }

  private static boolean isForeign(E164 number) {
    return PhoneLibrary.international(number.value()).filter(PhoneLibrary::isAssigned).isPresent();
  }
}
