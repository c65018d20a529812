package dev.ramal.messaging.janitor;

import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.TenantId;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.lifecycle.MessageRow;
import dev.ramal.messaging.message.MessageFact;
import dev.ramal.messaging.message.NotSubmitted;
import dev.ramal.messaging.message.ReceiptOverdue;
import dev.ramal.messaging.message.StatusReported;
import dev.ramal.messaging.sending.ScheduleRetry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What a carrier's answer means.
 *
 * <p>Failure policy: only an empty list, after it had time to settle, proves that a message was
 * never created and lets it be sent again. Several candidates prove nothing: the message waits for
 * a callback, which names it, and is unconfirmed in the end. Rather lost than doubled.
 */
@ApplicationScoped
class ApplyLookup {
  private final MessageRepository messages;
  private final ChangeMessage change;
  private final ScheduleRetry scheduleRetry;
  private final JanitorConfig config;

  ApplyLookup(
      MessageRepository messages,
      ChangeMessage change,
      ScheduleRetry scheduleRetry,
      JanitorConfig config) {
    this.messages = messages;
    this.change = change;
    this.scheduleRetry = scheduleRetry;
    this.config = config;
  }

  Uni<Void> apply(
      Mutiny.Session session,
      MessageRow row,
      CarrierReply<List<StatusReported>> answer,
      Instant now) {
    return fact(session, row, answer, now)
        .chain(fact -> fact == null ? none() : change.apply(session, row, fact, null))
        .chain(() -> giveUpWhenOverdue(session, row, now))
        .chain(() -> scheduleRetry.plan(session, row, null, now));
  }

  private Uni<MessageFact> fact(
      Mutiny.Session session,
      MessageRow row,
      CarrierReply<List<StatusReported>> answer,
      Instant now) {
    if (!(answer instanceof CarrierReply.Done<List<StatusReported>> told)) {
      return Uni.createFrom().nullItem();
    }
    return row.carrierMessageId == null
        ? unclaimed(session, row, told.value()).map(left -> decide(row, left, now))
        : Uni.createFrom()
            .item(
                told.value().stream()
                    .filter(status -> row.carrierMessageId.equals(status.carrierMessageId()))
                    .findFirst()
                    .orElse(null));
  }

  /** Null when nothing is proven. */
  private MessageFact decide(MessageRow row, List<StatusReported> left, Instant now) {
    if (left.size() == 1) {
      return left.get(0);
    }
    boolean settled = row.handedOverAt.plus(config.settle()).isBefore(now);
    return left.isEmpty() && settled ? new NotSubmitted(now) : null;
  }

  /** Candidates that are not another message of ours. */
  private Uni<List<StatusReported>> unclaimed(
      Mutiny.Session session, MessageRow row, List<StatusReported> candidates) {
    TenantId tenant = TenantId.of(row.key.tenant());
    return Multi.createFrom()
        .iterable(candidates)
        .select()
        .when(
            candidate ->
                messages
                    .findByCarrierId(session, tenant, row.carrier, candidate.carrierMessageId())
                    .map(other -> other == null))
        .collect()
        .asList();
  }

  private Uni<?> giveUpWhenOverdue(Mutiny.Session session, MessageRow row, Instant now) {
    boolean overdue = row.state.isWaiting() && row.handedOverAt.plus(config.giveUp()).isBefore(now);
    return overdue ? change.apply(session, row, new ReceiptOverdue(now), null) : none();
  }

  private static Uni<?> none() {
    return Uni.createFrom().nullItem();
  }
}
