package dev.ramal.messaging.message;

import java.time.Duration;
import java.time.Instant;

/**
 * When the carrier is asked about a message that it has. Every question without news doubles the
 * wait before the next, up to six hours; a price is asked for eight times, over about four hours.
 *
 * @param silence wait for news of a message that the carrier has
 * @param price wait for the price of a message that has come to its end
 */
public record StatusPollSchedule(Duration silence, Duration price) {
  private static final Duration LONGEST = Duration.ofHours(6);
  private static final int PRICE_POLLS = 8;
  private static final int MOST_DOUBLINGS = 20;

  /**
   * @param polls how often it was asked since the last news
   * @return null when there is nothing to ask
   */
  public Instant next(MessageProgress progress, int polls, Instant now) {
    Duration first = firstWait(progress, polls);
    if (first == null) {
      return null;
    }
    Duration wait = first.multipliedBy(1L << Math.min(polls, MOST_DOUBLINGS));
    return now.plus(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
  }

  private Duration firstWait(MessageProgress progress, int polls) {
    boolean known = progress.carrierMessageId() != null;
    return switch (progress.state()) {
      case SCHEDULED, ACCEPTED, HELD, DENIED, RECEIVED -> null;
      case SENDING, SENDING_UNKNOWN -> known ? silence : null;
      case SENT -> silence;
      default -> {
        boolean open = known && progress.cost() == null && polls < PRICE_POLLS;
        yield open ? price : null;
      }
    };
  }
}
