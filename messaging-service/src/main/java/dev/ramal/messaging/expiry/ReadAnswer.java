package dev.ramal.messaging.expiry;

import dev.ramal.events.TenantId;
import dev.ramal.messaging.carrier.Lookup;
import dev.ramal.messaging.message.HeldBack;
import dev.ramal.messaging.message.MessageFact;
import dev.ramal.messaging.message.NewsOverdue;
import dev.ramal.messaging.message.StatusReported;
import dev.ramal.messaging.sending.TryAgain;
import dev.ramal.messaging.store.MessageChange;
import dev.ramal.messaging.store.MessageRepository;
import dev.ramal.messaging.store.MessageRow;
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
class ReadAnswer {
  private final MessageRepository messages;
  private final MessageChange change;
  private final TryAgain tryAgain;
  private final ExpiryConfig config;

  ReadAnswer(
      MessageRepository messages, MessageChange change, TryAgain tryAgain, ExpiryConfig config) {
    this.messages = messages;
    this.change = change;
    this.tryAgain = tryAgain;
    this.config = config;
  }

  Uni<Void> apply(Mutiny.Session session, MessageRow row, Lookup answer, Instant now) {
    return fact(session, row, answer, now)
        .chain(fact -> fact == null ? none() : change.apply(session, row, fact, null))
        .chain(() -> giveUpWhenOverdue(session, row, now))
        .chain(() -> tryAgain.plan(session, row, null, now));
  }

  private Uni<MessageFact> fact(
      Mutiny.Session session, MessageRow row, Lookup answer, Instant now) {
    if (answer instanceof Lookup.Found found) {
      return Uni.createFrom().item(found.status());
    }
    return answer instanceof Lookup.Candidates candidates && row.carrierMessageId == null
        ? unclaimed(session, row, candidates.statuses()).map(left -> decide(row, left, now))
        : Uni.createFrom().nullItem();
  }

  /** Null when nothing is proven. */
  private MessageFact decide(MessageRow row, List<StatusReported> left, Instant now) {
    if (left.size() == 1) {
      return left.get(0);
    }
    boolean settled = row.handedOverAt.plus(config.settle()).isBefore(now);
    return left.isEmpty() && settled ? new HeldBack(now) : null;
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
    return overdue ? change.apply(session, row, new NewsOverdue(now), null) : none();
  }

  private static Uni<?> none() {
    return Uni.createFrom().nullItem();
  }
}
