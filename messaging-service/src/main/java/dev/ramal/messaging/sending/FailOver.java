package dev.ramal.messaging.sending;

import dev.ramal.carriers.CarrierReply;
import dev.ramal.events.ConnectionId;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.carrier.FailureReasons;
import dev.ramal.messaging.carrier.MessageAccounts.Sender;
import dev.ramal.messaging.carrier.MessageCarrier.Submitted;
import dev.ramal.messaging.carrier.MessageCarriers;
import dev.ramal.messaging.conversations.ConversationRepository;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageRow;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageFact;
import dev.ramal.messaging.message.MessageFact.Rerouted;
import dev.ramal.messaging.message.MessageTransition.Applied;
import dev.ramal.messaging.message.Party;
import dev.ramal.messaging.routing.CircuitKey;
import dev.ramal.messaging.routing.RoutingRepository;
import dev.ramal.messaging.routing.SenderCircuits;
import dev.ramal.messaging.routing.TraceRepository;
import dev.ramal.messaging.routing.UnfitReason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds another account for a message that its own is proven not to have taken, and hears what
 * became of each submission.
 *
 * <p>Failure policy: an outcome that leaves open whether the carrier has the message never leads to
 * another account. Who refuses is asked once; who could not be asked is gone back to once, when
 * nobody else is left. Where no other can, everything stays as it was.
 */
@ApplicationScoped
class FailOver {
  private final SenderCircuits circuits;
  private final MessageCarriers carriers;
  private final RoutingRepository routing;
  private final TraceRepository traces;
  private final ConversationRepository conversations;
  private final ChooseSender chooseSender;
  private final SubmissionQueue submissions;
  private final FailureReasons reasons;
  private final ChangeMessage change;
  private final Jobs jobs;
  private final SqlTransactions transactions;
  private final Clock clock;

  FailOver(
      SenderCircuits circuits,
      MessageCarriers carriers,
      RoutingRepository routing,
      TraceRepository traces,
      ConversationRepository conversations,
      ChooseSender chooseSender,
      SubmissionQueue submissions,
      FailureReasons reasons,
      ChangeMessage change,
      Jobs jobs,
      SqlTransactions transactions,
      Clock clock) {
    this.circuits = circuits;
    this.carriers = carriers;
    this.routing = routing;
    this.traces = traces;
    this.conversations = conversations;
    this.chooseSender = chooseSender;
    this.submissions = submissions;
    this.reasons = reasons;
    this.change = change;
    this.jobs = jobs;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** The way to another account, before the message's own is asked; null to ask that one. */
  Uni<Rerouted> beforehand(Job job, MessageDetails message) {
    if (!carriers.canSubmit(message)) {
      return elsewhere(job, message, UnfitReason.SWITCHED_OFF, null);
    }
    return circuits.isOpen(CircuitKey.of(message))
        ? elsewhere(job, message, UnfitReason.KEPT_AWAY, null)
        : Uni.createFrom().nullItem();
  }

  /**
   * The outcome in the light of what it says of the account.
   *
   * @param outcome as the reply reads by itself
   */
  Uni<Outcome<MessageFact>> afterwards(
      Job job,
      MessageDetails message,
      CarrierReply<Submitted> reply,
      Outcome<MessageFact> outcome) {
    CircuitKey key = CircuitKey.of(message);
    if (reply instanceof CarrierReply.Done) {
      return circuits.took(key).replaceWith(outcome);
    }
    Optional<SubmissionTrouble> trouble = SubmissionTrouble.of(reply, message.carrier(), reasons);
    Uni<Void> heard =
        trouble
            .filter(SubmissionTrouble::counts)
            .map(told -> circuits.failed(key, told.code(), told.reason()))
            .orElseGet(() -> Uni.createFrom().voidItem());
    return heard.chain(() -> afterwards(job, message, trouble, outcome));
  }

  private Uni<Outcome<MessageFact>> afterwards(
      Job job,
      MessageDetails message,
      Optional<SubmissionTrouble> trouble,
      Outcome<MessageFact> outcome) {
    boolean lastTry =
        outcome instanceof Outcome.NotTaken && job.failures() + 1 >= submissions.queue().attempts();
    if (trouble.map(SubmissionTrouble::notTaken).orElse(lastTry)) {
      String code = trouble.map(SubmissionTrouble::code).orElse(UnfitReason.NEVER_TAKEN);
      String reason = trouble.map(SubmissionTrouble::reason).orElse(null);
      return elsewhere(job, message, code, reason)
          .map(moved -> moved == null ? outcome : new Outcome.Done<>(moved));
    }
    return Uni.createFrom().item(outcome);
  }

  /** It waits for another account; the job of that one takes the place of this. */
  Uni<Void> move(Sql sql, Job job, MessageRow row, Rerouted moved) {
    MessageDetails before = row.message().details();
    return change
        .apply(sql, row, moved, null)
        .chain(
            transition ->
                transition instanceof Applied
                    ? Sql.together(
                        List.of(
                            traces.rerouted(sql, before, moved),
                            jobs.append(
                                sql,
                                submissions.submitElsewhere(
                                    moved, before.channel(), job, clock.instant()))))
                    : Uni.createFrom().voidItem());
  }

  /** Null where no other account can send it. */
  private Uni<Rerouted> elsewhere(Job job, MessageDetails message, String code, String reason) {
    return job.payload(Submission.class).mayMove()
        ? other(message, code, reason)
        : Uni.createFrom().nullItem();
  }

  private Uni<Rerouted> other(MessageDetails message, String code, String reason) {
    return transactions.inTenant(
        message.tenant(),
        sql ->
            Uni.combine()
                .all()
                .unis(
                    routing.terms(sql, message.tenant()),
                    traces.left(sql, message.tenant(), message.id()),
                    conversations.find(sql, message.tenant(), message.conversationId()))
                .collectFailures()
                .with(
                    (terms, left, thread) ->
                        chooseSender
                            .other(
                                message, thread, terms, with(left, message, code), clock.instant())
                            .map(sender -> moved(message, sender, left, code, reason))
                            .orElse(null)));
  }

  private Rerouted moved(
      MessageDetails message, Sender to, Map<String, String> left, String code, String reason) {
    return new Rerouted(
        to.account().carrier(),
        new ConnectionId(to.account().connectionId()),
        Party.of(to.number()),
        code,
        reason,
        left.containsKey(message.connectionId().value()),
        clock.instant());
  }

  private static Map<String, String> with(
      Map<String, String> left, MessageDetails message, String code) {
    Map<String, String> all = new HashMap<>(left);
    all.put(message.connectionId().value(), code);
    return all;
  }
}
