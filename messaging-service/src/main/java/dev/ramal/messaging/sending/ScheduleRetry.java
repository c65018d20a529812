package dev.ramal.messaging.sending;

import dev.ramal.messaging.carrier.FailureReasons;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageRow;
import dev.ramal.messaging.message.MessageState;
import dev.ramal.messaging.message.SendingAbandoned;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/** Plans the next attempt for a message that the carrier proved not to have, or gives it up. */
@ApplicationScoped
public class ScheduleRetry {
  private final ChangeMessage change;
  private final FailureReasons reasons;
  private final SendingConfig config;

  ScheduleRetry(ChangeMessage change, FailureReasons reasons, SendingConfig config) {
    this.change = change;
    this.reasons = reasons;
    this.config = config;
  }

  /**
   * Does nothing unless the message is back in {@code ACCEPTED}.
   *
   * @param carriersWish null without one
   */
  public Uni<Void> plan(
      Mutiny.Session session, MessageRow row, Duration carriersWish, Instant now) {
    if (row.state != MessageState.ACCEPTED) {
      return Uni.createFrom().voidItem();
    }
    if (row.attempts >= config.attempts()) {
      return change
          .apply(
              session,
              row,
              new SendingAbandoned(reasons.ours(FailureReasons.CARRIER_UNREACHABLE), now),
              null)
          .replaceWithVoid();
    }
    Duration ours = config.waitAfter(Math.max(1, row.attempts));
    row.dueAt =
        now.plus(carriersWish != null && carriersWish.compareTo(ours) > 0 ? carriersWish : ours);
    return Uni.createFrom().voidItem();
  }
}
