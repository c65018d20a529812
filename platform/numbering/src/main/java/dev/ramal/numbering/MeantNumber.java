package dev.ramal.numbering;

import dev.ramal.events.E164;
import java.util.Optional;

/**
 * The number that somebody probably meant who did not write E.164: read the way numbers are written
 * in Brazil, with a mask, without the country, with the trunk prefix 0 and perhaps a carrier's code
 * after it.
 *
 * <p>It is a guess for a person to confirm. Nothing is ever dialled by it.
 */
public final class MeantNumber {
  private MeantNumber() {}

  /**
   * The number that the text probably means.
   *
   * @param text null when nothing was written
   * @return a number that the numbering plan has today; empty when the text is not plainly one
   */
  public static Optional<E164> of(String text) {
    return PhoneLibrary.brazilianUnlessSaid(text)
        .filter(PhoneLibrary::isAssigned)
        .map(PhoneLibrary::e164)
        .filter(E164::isValid)
        .map(E164::of);
  }
}
