package dev.ramal.billing.metering;

import dev.ramal.events.Topics;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.OutboxEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Tells what messages cost now, whole, once for each message of a set that comes to something else.
 * It asks the store nothing: the message's one usage is locked, and says it all. The key is the
 * message, as a call's is the call.
 *
 * <p>Failure policy: as of {@link TellCallCosts}.
 */
@ApplicationScoped
class TellMessageCosts {
  private final Events events;
  private final Clock clock;

  TellMessageCosts(Events events, Clock clock) {
    this.events = events;
    this.clock = clock;
  }

  /** Of the messages that a set of usages changes. */
  List<OutboxEntry> of(UsageSet usages, CostCauses causes) {
    Instant now = clock.instant();
    return MessageCost.of(usages).stream()
        .map(cost -> causes.traced(cost.message(), cause -> entry(cost, cause, now)))
        .toList();
  }

  private OutboxEntry entry(MessageCost cost, String causation, Instant now) {
    return OutboxEntry.of(
        events.create(
            cost.message().tenant(),
            Topics.BILLING,
            cost.message().subjectId(),
            causation,
            cost.event(now)));
  }
}
