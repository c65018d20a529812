package dev.ramal.messaging.carrier;

import dev.ramal.events.WireWords;
import java.util.Arrays;

/**
 * What follows from a carrier's code, beside that the message failed; the last column of a table.
 */
public enum FailureMeaning {
  NOTHING,
  /** The contact takes no more messages on the channel. */
  OPT_OUT,
  /** The account, or the carrier as a whole, takes nothing: another one may, for all messages. */
  ACCOUNT,
  /** This account does not reach this recipient; another one may. */
  ELSEWHERE;

  /**
   * @param word empty for nothing
   */
  static FailureMeaning of(String word) {
    return word.isEmpty()
        ? NOTHING
        : Arrays.stream(values())
            .filter(each -> WireWords.of(each).equals(word))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no such meaning: " + word));
  }

  /** Whether another account may take what this one has refused. */
  public boolean isElsewhere() {
    return this == ACCOUNT || this == ELSEWHERE;
  }
}
