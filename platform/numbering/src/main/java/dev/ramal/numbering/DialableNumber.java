package dev.ramal.numbering;

import dev.ramal.events.E164;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A number that can be dialled: it has the form of E.164 and, in Brazil, an area code that is given
 * out and the digits of a kind of telephone; in other countries, digits that the numbering plan
 * gives out, as libphonenumber knows it. Whether a subscriber has it is not asked.
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
    return number(text, DialableNumber::isGivenOut);
  }

  /**
   * The number in its current spelling, when it can be written to. Abroad, a length that numbers
   * there have is enough: whoever has written to us may be in a range that is newer than the
   * library's tables, and waits for an answer.
   *
   * @param text null when nothing was written
   */
  public static Optional<E164> toWriteTo(String text) {
    return number(text, number -> isGivenOut(number) || mayBeNew(number));
  }

  /**
   * Whether an SMS could reach it. In Brazil only mobiles have them; abroad the digits do not tell
   * everywhere, and the carrier says so.
   */
  public static boolean mayTakeSms(E164 number) {
    return BrazilianNumber.of(Spellings.current(number))
        .map(BrazilianNumber::hasNinthDigit)
        .orElse(true);
  }

  private static Optional<E164> number(String text, Predicate<E164> foreign) {
    if (!E164.isValid(text) || Withheld.is(text)) {
      return Optional.empty();
    }
    E164 number = Spellings.dialled(E164.of(text));
    return Optional.of(number)
        .filter(
            spelled ->
                BrazilianNumber.of(spelled)
                    .map(DialableNumber::isBrazilian)
                    .orElseGet(() -> foreign.test(spelled)));
  }

  static boolean isBrazilian(BrazilianNumber number) {
    return BrazilianKind.of(number).filter(kind -> kind != BrazilianKind.PREMIUM).isPresent();
  }

  private static boolean isGivenOut(E164 number) {
    return PhoneLibrary.international(number.value()).filter(PhoneLibrary::isAssigned).isPresent();
  }

  /** A plus before an area code makes +11 98765-4321 a number of a country that nobody meant. */
  private static boolean mayBeNew(E164 number) {
    return PhoneLibrary.international(number.value()).filter(PhoneLibrary::isPossible).isPresent()
        && !isBrazilian(new BrazilianNumber(number.value().substring(1)));
  }
}
