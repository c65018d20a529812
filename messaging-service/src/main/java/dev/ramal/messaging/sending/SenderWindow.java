package dev.ramal.messaging.sending;

import dev.ramal.kit.jobs.JobQueue.Rate;
import dev.ramal.kit.tenancy.RowKey;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * How many messages of a sender may be on their way to the carrier without an answer. What left at
 * the sender's pace arrives together behind a line or a carrier that stood still, and a carrier
 * counts arrivals: with fewer than a second's messages unanswered it never sees more than its
 * second's worth at once. Where a carrier takes longer to answer than the pace needs for so many
 * (0.9 s at 20 a second, a third of one at three), messages leave slower than the pace. Within one
 * process.
 */
final class SenderWindow {
  private final Map<RowKey, Unanswered> senders = new HashMap<>();

  /** Of one sender; in the map as long as there are any. */
  private static final class Unanswered {
    private final Queue<Place> waiting = new ArrayDeque<>();
    private int messages;
  }

  /** One message's. */
  static final class Place {
    private final RowKey sender;
    private UniEmitter<? super Boolean> emitter;
    private boolean taken;

    Place(RowKey sender) {
      this.sender = sender;
    }
  }

  /**
   * So many that they, and what the pace lets pass meanwhile, fit in a carrier's bucket of one
   * second's messages.
   */
  static int size(Rate rate) {
    return Math.max(1, (int) rate.perSecond() - rate.burst() - 1);
  }

  /**
   * Takes the place, in the order in which this is asked for. Whatever becomes of it, {@link
   * #leave} follows.
   *
   * @return whether it had to wait
   */
  Uni<Boolean> enter(Place place, Rate rate) {
    return Uni.createFrom()
        .emitter(
            entered -> {
              if (enters(place, size(rate), entered)) {
                entered.complete(false);
              }
            });
  }

  private synchronized boolean enters(Place place, int size, UniEmitter<? super Boolean> entered) {
    Unanswered unanswered = senders.computeIfAbsent(place.sender, first -> new Unanswered());
    place.emitter = entered;
    place.taken = unanswered.messages < size && unanswered.waiting.isEmpty();
    if (place.taken) {
      unanswered.messages++;
    } else {
      unanswered.waiting.add(place);
    }
    return place.taken;
  }

  /** The carrier has answered, or nothing was sent: the place is the next one's. */
  void leave(Place place) {
    Place next = free(place);
    if (next != null) {
      next.emitter.complete(true);
    }
  }

  private synchronized Place free(Place place) {
    Unanswered unanswered = senders.get(place.sender);
    if (unanswered == null) {
      return null;
    }
    unanswered.waiting.remove(place);
    Place next = place.taken ? unanswered.waiting.poll() : null;
    if (next != null) {
      next.taken = true;
    } else if (place.taken && --unanswered.messages == 0) {
      senders.remove(place.sender);
    }
    place.taken = false;
    return next;
  }
}
