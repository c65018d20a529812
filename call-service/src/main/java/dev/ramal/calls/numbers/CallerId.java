package dev.ramal.calls.numbers;

import dev.ramal.events.E164;

/**
 * A number that a call may show.
 *
 * @param connectionId of its account
 * @param rests whether it is left out for a while
 * @param used how often it was given on the day
 */
record CallerId(String id, String connectionId, E164 number, Whose whose, boolean rests, int used) {

  /** Whose a number is; the nearest first. {@link ChooseCallerId#POOL} counts them. */
  enum Whose {
    AGENT,
    CAMPAIGN,
    POOL,
    OTHER_CAMPAIGN
  }
}
