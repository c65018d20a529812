package dev.ramal.messaging.sending;

import dev.ramal.events.Channel;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobHandler;
import dev.ramal.kit.jobs.JobQueue;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.jobs.Outcome;
import dev.ramal.kit.problem.ProblemException;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransaction;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.carrier.FailureReasons;
import dev.ramal.messaging.conversations.ConversationRepository;
import dev.ramal.messaging.conversations.ThreadKey;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.lifecycle.MessageRow;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageDetails.Author;
import dev.ramal.messaging.message.MessageFact.ReplacedBySms;
import dev.ramal.messaging.message.MessageFact.SendingDenied;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.routing.MessageRoutingSettings;
import dev.ramal.messaging.routing.RoutingRepository;
import dev.ramal.messaging.routing.TraceRepository;
import dev.ramal.messaging.sending.FallbackDecision.Due;
import dev.ramal.messaging.sending.FallbackDecision.Later;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Lets one SMS follow a WhatsApp message that has not arrived within the time that the organization
 * has set. The SMS is a message like any other: what forbids an SMS forbids this one.
 *
 * <p>Failure policy: that an SMS follows is decided and stored in one transaction that holds the
 * message, and once: whoever comes second finds it decided. Each look changes only rows of our own
 * and may be repeated.
 */
@ApplicationScoped
class SmsFallback implements JobHandler<String> {
  /** Stands in every row of the jobs. */
  static final String QUEUE = "sms-fallbacks";

  /** Stands in every row of the jobs. */
  static final String KIND = "look";

  private final SqlTransactions transactions;
  private final MessageRepository messages;
  private final ConversationRepository conversations;
  private final RoutingRepository routing;
  private final TraceRepository traces;
  private final AcceptMessage acceptMessage;
  private final ChangeMessage change;
  private final FailureReasons reasons;
  private final Jobs jobs;
  private final Clock clock;

  SmsFallback(
      SqlTransactions transactions,
      MessageRepository messages,
      ConversationRepository conversations,
      RoutingRepository routing,
      TraceRepository traces,
      AcceptMessage acceptMessage,
      ChangeMessage change,
      FailureReasons reasons,
      Jobs jobs,
      Clock clock) {
    this.transactions = transactions;
    this.messages = messages;
    this.conversations = conversations;
    this.routing = routing;
    this.traces = traces;
    this.acceptMessage = acceptMessage;
    this.change = change;
    this.reasons = reasons;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * Which look at a message it is.
   *
   * @param round from 0
   */
  record Look(int round) {}

  /** The first look at a new message; empty where no SMS can follow it. */
  static Optional<NewJob> timer(MessageDetails message, MessageRoutingSettings settings) {
    return settings
        .smsAfter()
        .filter(after -> message.channel() == Channel.WHATSAPP)
        .filter(after -> message.to().number().isPresent())
        .filter(after -> message.media().isEmpty())
        .map(after -> look(message, 0, after.plus(message.waits())));
  }

  private static NewJob look(MessageDetails message, int round, Duration wait) {
    String id = message.id().value();
    return NewJob.of(message.tenant(), QUEUE, KIND, id, new Look(round))
        .once(id + " " + round)
        .dueIn(wait);
  }

  @Override
  public JobQueue queue() {
    return JobQueue.named(QUEUE).forgetsEnded();
  }

  @Override
  public Uni<Outcome<String>> run(Job job) {
    return transactions
        .inTenant(job.tenant(), sql -> look(sql, job))
        .chain(
            found ->
                found.decision() instanceof Due
                    ? replace(job, found.row().message().details())
                    : Uni.createFrom().voidItem())
        .replaceWith(new Outcome.Done<>(job.kind()));
  }

  /** A look does no harm twice. */
  @Override
  public Uni<Outcome<String>> ask(Job job) {
    return run(job);
  }

  @Override
  public Uni<Void> done(Sql sql, Job job, String kind) {
    return Uni.createFrom().voidItem();
  }

  @Override
  public Uni<Void> refused(Sql sql, Job job, String code, String reason) {
    return Uni.createFrom().voidItem();
  }

  /**
   * One that waits again, after its submission was proven not to have been taken, leaves no more
   * when an SMS has followed it.
   */
  Uni<Void> keepBack(Sql sql, Job job) {
    MessageId id = new MessageId(job.subject());
    return messages
        .lock(sql, job.tenant(), id)
        .chain(
            row ->
                row.asFarAsReadable().details().channel() == Channel.WHATSAPP
                        && row.asFarAsReadable().state().isStillHere()
                    ? traces
                        .isReplaced(sql, job.tenant(), id)
                        .chain(
                            replaced ->
                                replaced
                                    ? change.apply(
                                        sql,
                                        row,
                                        new SendingDenied(
                                            reasons.ours(FailureReasons.REPLACED_BY_SMS),
                                            clock.instant()),
                                        null)
                                    : Uni.createFrom().nullItem())
                        .replaceWithVoid()
                    : Uni.createFrom().voidItem());
  }

  private Uni<Found> look(Sql sql, Job job) {
    return decide(sql, job)
        .call(
            found ->
                found.decision() instanceof Later later
                    ? jobs.append(
                        sql,
                        look(
                            found.row().message().details(),
                            job.payload(Look.class).round() + 1,
                            later.by()))
                    : Uni.createFrom().nullItem());
  }

  private Uni<Found> decide(Sql sql, Job job) {
    MessageId id = new MessageId(job.subject());
    Instant now = clock.instant();
    return Uni.combine()
        .all()
        .unis(
            messages.lock(sql, job.tenant(), id),
            traces.isReplaced(sql, job.tenant(), id),
            routing.terms(sql, job.tenant()))
        .collectFailures()
        .with(
            (row, replaced, terms) ->
                new Found(
                    row,
                    replaced
                        ? FallbackDecision.NO
                        : decision(row, terms.settings().smsAfter(), now)));
  }

  /** What cannot be read may be more than a text: nothing follows it. */
  private FallbackDecision decision(MessageRow row, Optional<Duration> after, Instant now) {
    return row.readable()
        .map(message -> FallbackDecision.of(message, row.goingSince(), after, reasons, now))
        .orElse(FallbackDecision.NO);
  }

  /**
   * What was found of a message.
   *
   * @param row locked
   */
  private record Found(MessageRow row, FallbackDecision decision) {}

  /** Threads are locked before messages, as wherever both are. */
  private Uni<Void> replace(Job job, MessageDetails message) {
    return transactions
        .inTenant(
            job.tenant(),
            sql ->
                conversations
                    .open(sql, threadOf(message), clock.instant())
                    .chain(() -> decide(sql, job))
                    .chain(found -> follow(sql, found)))
        .onFailure(ProblemException.class)
        .recoverWithUni(problem -> note(job, ((ProblemException) problem).problem().code()))
        .onFailure(NotDue.class)
        .recoverWithNull();
  }

  private static ThreadKey threadOf(MessageDetails message) {
    return new ThreadKey(message.tenant(), message.to(), Channel.SMS);
  }

  private Uni<Void> follow(SqlTransaction sql, Found found) {
    if (!(found.decision() instanceof Due)) {
      return Uni.createFrom().failure(new NotDue());
    }
    MessageDetails message = found.row().message().details();
    Author author = message.author();
    AccessScope scope =
        new AccessScope(
            message.tenant(), author.userId(), author.userId(), author.name(), true, true);
    ValidMessage sms =
        ValidMessage.text(
            message.to().number().orElseThrow(),
            Channel.SMS,
            message.body(),
            message.contactId(),
            message.purpose().campaignId());
    Instant now = clock.instant();
    return acceptMessage
        .accept(sql, scope, CheckedMessage.right(sms), message.id())
        .chain(
            followed -> {
              MessageId id = followed.details().id();
              ReplacedBySms fact =
                  new ReplacedBySms(id, reasons.ours(FailureReasons.REPLACED_BY_SMS), now);
              return Sql.together(
                  List.of(
                      change.apply(sql, found.row(), fact, null),
                      traces.replaced(sql, message.tenant(), message.id(), id, null, now)));
            });
  }

  /** None can follow, and none is tried again: what forbids it may be gone, its moment as well. */
  private Uni<Void> note(Job job, String code) {
    return transactions.inTenant(
        job.tenant(),
        sql ->
            traces.replaced(
                sql, job.tenant(), new MessageId(job.subject()), null, code, clock.instant()));
  }

  /** What was due is not any more: nothing of the transaction is kept. */
  private static final class NotDue extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotDue() {
      super("not due", null, false, false);
    }
  }
}
