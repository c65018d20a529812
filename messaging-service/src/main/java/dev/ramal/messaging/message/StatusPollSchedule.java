package dev.ramal.messaging.message;

import dev.ramal.events.Carrier;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * When the carrier is asked about a message that it has. Every question without news doubles the
 * wait before the next, up to six hours.
 *
 * <p>A price is asked for over about two weeks, at doubling waits of up to a day, since carriers
 * may take days; of what never left, which usually costs nothing, over about four hours. Nobody
 * asks for one of a message about which its carrier does not answer any more.
 *
 * @param silence wait for news of a message that the carrier has
 * @param price wait for the price of a message that has come to its end, or to us
 * @param answering for how long carriers answer for a message that they have taken; without those
 *     that answer for ever
 */
public record StatusPollSchedule(
    Duration silence, Duration price, Map<Carrier, Duration> answering) {
  private static final Duration LONGEST = Duration.ofHours(6);
  private static final Duration LONGEST_FOR_PRICE = Duration.ofDays(1);
  private static final int PRICE_POLLS = 23;
  private static final int PRICE_POLLS_OF_UNSENT = 8;
  private static final int MOST_DOUBLINGS = 20;

  public StatusPollSchedule {
    answering = Map.copyOf(answering);
  }

  /**
   * @param carrier that has the message
   * @param taken when it got it
   * @param polls how often it was asked since the last news
   * @return null when there is nothing to ask
   */
  public Instant next(
      Carrier carrier, Instant taken, MessageProgress progress, int polls, Instant now) {
    Instant next = next(progress, polls, now);
    Duration limit = carrier == null ? null : answering.get(carrier);
    boolean inVain = next != null && limit != null && next.isAfter(taken.plus(limit));
    return inVain && !progress.state().isWaiting() ? null : next;
  }

  private Instant next(MessageProgress progress, int polls, Instant now) {
    MessageState state = progress.state();
    Duration first = firstWait(progress, polls);
    if (first == null) {
      return null;
    }
    Duration longest = state.isWaiting() ? LONGEST : LONGEST_FOR_PRICE;
    Duration wait = first.multipliedBy(1L << Math.min(polls, MOST_DOUBLINGS));
    return now.plus(wait.compareTo(longest) > 0 ? longest : wait);
  }

  private Duration firstWait(MessageProgress progress, int polls) {
    boolean known = progress.carrierMessageId() != null;
    return switch (progress.state()) {
      case SCHEDULED, ACCEPTED, HELD, DENIED -> null;
      case SENDING, SENDING_UNKNOWN -> known ? silence : null;
      case SENT -> silence;
      case CANCELED, EXPIRED, FAILED -> forPrice(progress, polls, PRICE_POLLS_OF_UNSENT);
      case UNCONFIRMED, UNDELIVERED, DELIVERED, READ, RECEIVED ->
          forPrice(progress, polls, PRICE_POLLS);
    };
  }

  private Duration forPrice(MessageProgress progress, int polls, int most) {
    boolean open = progress.carrierMessageId() != null && progress.cost() == null && polls < most;
    return open ? price : null;
  }
}
