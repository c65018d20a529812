package dev.ramal.messaging.sending;

import dev.ramal.kit.tenancy.RowKey;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Contacts to whom this process is handing a message over. The next one to the same contact waits
 * until the carrier has answered, so that they reach it in the order in which they were taken.
 */
final class ContactsInHand {
  private final Map<RowKey, InHand> inHand = new HashMap<>();
  private final Duration longest;
  private final LongSupplier nanos;

  /**
   * @param since when it was taken in hand
   */
  private record InHand(long since, List<UniEmitter<? super Void>> waiting) {}

  /**
   * @param longest after which one counts as handed over of which nobody says it
   * @param nanos by which that is counted
   */
  ContactsInHand(Duration longest, LongSupplier nanos) {
    this.longest = longest;
    this.nanos = nanos;
  }

  /**
   * @return false where another message to the contact is in hand
   */
  synchronized boolean take(RowKey contact) {
    InHand other = inHand.get(contact);
    boolean free = other == null || nanos.getAsLong() - other.since() > longest.toNanos();
    if (free) {
      inHand.put(
          contact,
          new InHand(nanos.getAsLong(), other == null ? new ArrayList<>() : other.waiting()));
    }
    return free;
  }

  /** The carrier has answered, or nothing was sent. */
  void giveBack(RowKey contact) {
    InHand ended;
    synchronized (this) {
      ended = inHand.remove(contact);
    }
    if (ended != null) {
      ended.waiting().forEach(one -> one.complete(null));
    }
  }

  /** Completes when none is in hand any more; whoever comes first then takes it. */
  Uni<Void> free(RowKey contact) {
    return Uni.createFrom()
        .emitter(
            free -> {
              if (!waits(contact, free)) {
                free.complete(null);
              }
            });
  }

  private synchronized boolean waits(RowKey contact, UniEmitter<? super Void> free) {
    InHand other = inHand.get(contact);
    return other != null && other.waiting().add(free);
  }
}
