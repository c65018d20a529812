package dev.ramal.numbering;

import dev.ramal.events.E164;
import java.util.Optional;

/**
 * A number that has the form of E.164 and a length that numbers of its country have. Whether it is
 * given out is not asked: numbers are, faster than any table learns of it.
 */
public final class PossibleNumber {
  private PossibleNumber() {}

  /**
   * The number as it is written, when it is possible; else empty.
   *
   * @param text null when nothing was written
   */
  public static Optional<E164> of(String text) {
    return E164.isValid(text)
            && PhoneLibrary.international(text).filter(PhoneLibrary::isPossible).isPresent()
        ? Optional.of(E164.of(text))
        : Optional.empty();
  }
}
