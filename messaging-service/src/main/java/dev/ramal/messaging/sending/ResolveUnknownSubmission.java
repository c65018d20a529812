package dev.ramal.messaging.sending;

import dev.ramal.carriers.CarrierReply;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.carrier.MessageCarrier.Candidate;
import dev.ramal.messaging.carrier.MessageCarriers;
import dev.ramal.messaging.janitor.JanitorConfig;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageFact;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.message.SentText;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Asks the carrier whether it has a message whose submission nobody answered.
 *
 * <p>Failure policy: only a list without any message that could be it, after it had time to be
 * complete, proves that a message was never created and lets it be sent again. A message with
 * another text could be it: carriers rewrite texts. It is believed to be it when it alone has the
 * same letters. Else the message waits for a callback, which names it, and is unconfirmed in the
 * end. Rather lost than doubled.
 */
@ApplicationScoped
class ResolveUnknownSubmission {
  private final SqlTransactions transactions;
  private final MessageRepository messages;
  private final MessageCarriers carriers;
  private final JanitorConfig config;
  private final Clock clock;

  ResolveUnknownSubmission(
      SqlTransactions transactions,
      MessageRepository messages,
      MessageCarriers carriers,
      JanitorConfig config,
      Clock clock) {
    this.transactions = transactions;
    this.messages = messages;
    this.carriers = carriers;
    this.config = config;
    this.clock = clock;
  }

  Uni<Outcome<MessageFact>> resolve(Job job) {
    return transactions
        .inTenant(
            job.tenant(), sql -> messages.lock(sql, job.tenant(), new MessageId(job.subject())))
        .chain(
            row -> {
              Message message = row.asFarAsReadable();
              return message.isUnanswered() || message.isUnconfirmedSubmission()
                  ? ask(message.details(), row.submittedAt())
                  : Uni.createFrom().item(alreadyKnown(message));
            });
  }

  /** It was never begun, or a callback has said what became of it. */
  private static Outcome<MessageFact> alreadyKnown(Message message) {
    return message.state().isStillHere()
        ? new Outcome.NotTaken<>("never begun")
        : new Outcome.Done<>(null);
  }

  private Uni<Outcome<MessageFact>> ask(MessageDetails details, Instant submittedAt) {
    return carriers
        .search(details, submittedAt)
        .chain(
            reply -> {
              if (reply instanceof CarrierReply.Done<List<Candidate>> told) {
                return unclaimed(details, told.value())
                    .map(left -> decide(details, left, submittedAt));
              }
              return Uni.createFrom().item(new Outcome.Unknown<>("" + reply));
            });
  }

  private Outcome<MessageFact> decide(
      MessageDetails details, List<Candidate> left, Instant submittedAt) {
    SentText wanted = SentText.of(details.body());
    List<Candidate> alike =
        left.stream()
            .filter(other -> other.text() != null && SentText.of(other.text()).equals(wanted))
            .toList();
    if (alike.size() == 1) {
      return new Outcome.Done<>(alike.get(0).status());
    }
    boolean complete = submittedAt.plus(config.listDelay()).isBefore(clock.instant());
    return left.isEmpty() && complete
        ? new Outcome.NotTaken<>("the carrier does not list it")
        : new Outcome.Unknown<>(left.size() + " messages of the carrier could be it");
  }

  /** Candidates that are not another message of ours. */
  private Uni<List<Candidate>> unclaimed(MessageDetails details, List<Candidate> candidates) {
    List<String> ids =
        candidates.stream().map(candidate -> candidate.status().carrierMessageId()).toList();
    return transactions
        .inTenant(
            details.tenant(),
            sql -> messages.unknown(sql, details.tenant(), details.carrier(), ids))
        .map(
            free ->
                candidates.stream()
                    .filter(candidate -> free.contains(candidate.status().carrierMessageId()))
                    .toList());
  }
}
