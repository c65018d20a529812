package dev.ramal.messaging.sending;

import dev.ramal.kit.jobs.AccountRequests.Turn;
import dev.ramal.kit.jobs.JobQueue.Rate;
import dev.ramal.kit.tenancy.RowKey;
import java.time.Duration;

/**
 * When a sender lets a message pass.
 *
 * @param sender the organization's, as it is paced; see {@link SenderPace#bucket}
 * @param rate of the sender
 * @param drawn as it was given
 * @param at when it is, if it was given; by {@link System#nanoTime}
 */
record SenderTurn(RowKey sender, Rate rate, Turn drawn, long at) {
  boolean granted() {
    return drawn.granted();
  }

  /** Of one that was not given: until it makes sense to ask again. */
  Duration again() {
    return drawn.in();
  }
}
