package dev.ramal.messaging.sending;

import dev.ramal.events.E164;
import dev.ramal.kit.jobs.AccountRequests.Turn;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.carrier.FailureReasons;
import dev.ramal.messaging.conversations.ConversationRepository;
import dev.ramal.messaging.conversations.ConversationRow;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.lifecycle.MessageRow;
import dev.ramal.messaging.lifecycle.MessageSet;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageFact;
import dev.ramal.messaging.message.MessageFact.SendingDenied;
import dev.ramal.messaging.message.MessageFact.SendingHeld;
import dev.ramal.messaging.message.MessageFact.SendingStarted;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.message.MessageState;
import dev.ramal.messaging.message.MessageTransition.Applied;
import dev.ramal.messaging.permission.FoundForMessage;
import dev.ramal.messaging.permission.MessagePermissionInput;
import dev.ramal.messaging.permission.MessagePermissionTables;
import dev.ramal.messaging.permission.MessageRule;
import dev.ramal.messaging.permission.MessageSettings;
import dev.ramal.messaging.permission.MessageVerdict;
import dev.ramal.messaging.permission.MessageVerdict.Decision;
import dev.ramal.messaging.permission.MessageVerdict.Judged;
import dev.ramal.messaging.permission.MessageVerdicts;
import dev.ramal.messaging.permission.MessageVerdicts.Kept;
import dev.ramal.messaging.permission.MessageVerdicts.NewVerdict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Marks a message as being submitted, in a transaction of its own that is committed before anything
 * leaves this process.
 *
 * <p>Failure policy: a crash after this commit leaves a message in {@code SENDING}; the carrier is
 * then asked whether it has it. It is never sent again on suspicion.
 */
@ApplicationScoped
class BeginSubmission {
  private static final Duration NEXT_MINUTE = Duration.ofMinutes(1);

  private final SqlTransactions transactions;
  private final MessageRepository messages;
  private final ConversationRepository conversations;
  private final ChangeMessage change;
  private final FailureReasons reasons;
  private final MessagePermissionTables permission;
  private final MessageVerdicts verdicts;
  private final SenderPace pace;
  private final Jobs jobs;
  private final Clock clock;

  BeginSubmission(
      SqlTransactions transactions,
      MessageRepository messages,
      ConversationRepository conversations,
      ChangeMessage change,
      FailureReasons reasons,
      MessagePermissionTables permission,
      MessageVerdicts verdicts,
      SenderPace pace,
      Jobs jobs,
      Clock clock) {
    this.transactions = transactions;
    this.messages = messages;
    this.conversations = conversations;
    this.change = change;
    this.reasons = reasons;
    this.permission = permission;
    this.verdicts = verdicts;
    this.pace = pace;
    this.jobs = jobs;
    this.clock = clock;
  }

  /**
   * What may be done with a job now.
   *
   * @param message to be submitted; null when it must not leave now, or need not any more
   * @param heldUntil when it may leave; null unless it is held
   * @param turn when its sender may; null for at once
   */
  record Begun(Message message, Instant heldUntil, Turn turn) {
    private static final Begun NOTHING = new Begun(null, null, null);
  }

  Uni<Begun> begin(Job job) {
    return transactions.inTenant(
        job.tenant(),
        sql ->
            Uni.combine()
                .all()
                .unis(messages.lockAll(sql, concerned(job), List.of()), jobs.holds(sql, job))
                .collectFailures()
                .asTuple()
                .chain(found -> markUnlessTakenOver(sql, job, found.getItem1(), found.getItem2())));
  }

  /** Itself, and the message that it follows. */
  private static List<RowKey> concerned(Job job) {
    return Stream.of(job.subject(), job.payload(Submission.class).replaces())
        .filter(Objects::nonNull)
        .map(id -> RowKey.of(job.tenant(), id))
        .toList();
  }

  /** Null while the message may go out at some time. */
  Uni<SendingDenied> denial(Sql sql, Message message, Instant now) {
    return objection(sql, message, now)
        .chain(
            judged ->
                judged.fact() instanceof SendingDenied denied
                    ? keep(sql, message.details(), judged).replaceWith(denied)
                    : Uni.createFrom().nullItem());
  }

  /**
   * Why the message may not go out now: the window may close, the contact opt out, their night
   * begin, or others be sent to them, while it waits.
   */
  private Uni<Objection> objection(Sql sql, Message message, Instant now) {
    MessageDetails details = message.details();
    E164 to = details.to().number().orElseThrow();
    return Uni.combine()
        .all()
        .unis(
            permission.leaving(sql, message, to, now),
            conversations.find(sql, details.tenant(), details.conversationId()))
        .collectFailures()
        .with((found, thread) -> judge(found, details, thread, to, now));
  }

  private Objection judge(
      FoundForMessage found, MessageDetails details, ConversationRow thread, E164 to, Instant now) {
    FoundForMessage rules =
        details.author() == null ? found : SendOwnText.rules(found, details.author().userId());
    MessagePermissionInput input =
        rules.input(
            to,
            details.channel(),
            now,
            thread.lastInboundAt(),
            Permissions.window(details, thread),
            details.author() == null ? null : details.author().userId());
    MessageVerdict verdict = rules.judge(input);
    Kept kept = new Kept(input, verdict);
    if (verdict.decision() == Decision.DENIED) {
      Judged denied = verdict.denial().orElseThrow();
      if (denied.rule() == MessageRule.PER_MINUTE) {
        return Objection.of(null, new SendingHeld(now.plus(NEXT_MINUTE), now));
      }
      String rule = reason(denied);
      return Objection.of(kept, new SendingDenied(reasons.ours(rule), now));
    }
    if (verdict.decision() == Decision.HELD) {
      return Objection.of(kept, new SendingHeld(verdict.leavesAt(), now));
    }
    return Objection.none(found.settings());
  }

  /** A verdict that changes what becomes of the message is its last. */
  private Uni<Void> keep(Sql sql, MessageDetails details, Objection judged) {
    return judged.kept() == null
        ? Uni.createFrom().voidItem()
        : verdicts.addAll(
            sql, List.of(new NewVerdict(details.tenant(), details.id().value(), judged.kept())));
  }

  private static String reason(Judged denied) {
    return switch (denied.rule()) {
      case OPT_OUT -> FailureReasons.OPTED_OUT;
      case WINDOW -> FailureReasons.TEMPLATE_REQUIRED;
      case ATTEMPTS -> FailureReasons.TOO_OFTEN;
      case BUDGET -> FailureReasons.BUDGET_EXHAUSTED;
      case VELOCITY -> FailureReasons.PREFIX_BLOCKED;
      default -> FailureReasons.NEVER_OPEN;
    };
  }

  /** One that was slow and was taken over would mark what another one sends. */
  private Uni<Begun> markUnlessTakenOver(Sql sql, Job job, MessageSet set, boolean held) {
    MessageRow row = set.find(job.tenant(), new MessageId(job.subject()));
    return held ? mark(sql, job, row, hasArrived(job, set)) : Uni.createFrom().item(Begun.NOTHING);
  }

  /** Whether what it is to follow has arrived by now. */
  private static boolean hasArrived(Job job, MessageSet set) {
    String replaces = job.payload(Submission.class).replaces();
    MessageRow followed = replaces == null ? null : set.find(job.tenant(), new MessageId(replaces));
    return followed != null && followed.message().state().isArrival();
  }

  private Uni<Begun> mark(Sql sql, Job job, MessageRow row, boolean notNeeded) {
    Instant now = clock.instant();
    MessageDetails details = row.message().details();
    Uni<Objection> objection = objection(sql, job, row.message(), notNeeded, now);
    return objection.chain(
        judged ->
            judged.fact() == null
                ? start(sql, row, judged.settings(), now)
                : keep(sql, details, judged)
                    .chain(() -> change.apply(sql, row, judged.fact(), null))
                    .map(transition -> heldOrOver(row.message())));
  }

  /** Who has opted out is told so, at whatever hour they wrote; at the pace of all others. */
  private Uni<Objection> objection(
      Sql sql, Job job, Message message, boolean notNeeded, Instant now) {
    if (notNeeded) {
      String rule = FailureReasons.ARRIVED_MEANWHILE;
      return Uni.createFrom().item(Objection.of(null, new SendingDenied(reasons.ours(rule), now)));
    }
    return SubmissionQueue.CONFIRM.equals(job.kind())
        ? permission
            .read(sql, job.tenant(), List.of(), now)
            .map(found -> Objection.none(found.settings()))
        : objection(sql, message, now);
  }

  private Uni<Begun> start(Sql sql, MessageRow row, MessageSettings settings, Instant now) {
    return pace.turn(sql, row.message().details(), settings)
        .chain(
            turn ->
                turn != null && !turn.granted()
                    ? Uni.createFrom().item(new Begun(null, null, turn))
                    : change
                        .apply(sql, row, new SendingStarted(now), null)
                        .map(
                            transition ->
                                transition instanceof Applied
                                        && row.message().state() == MessageState.SENDING
                                    ? new Begun(row.message(), null, turn)
                                    : Begun.NOTHING));
  }

  /** One that is held already, until the same hour, is no less held. */
  private static Begun heldOrOver(Message message) {
    return message.state() == MessageState.HELD
        ? new Begun(null, message.progress().leavesAt(), null)
        : Begun.NOTHING;
  }

  /**
   * @param kept null where no verdict changes what becomes of the message
   * @param fact null where there is no objection
   * @param settings null where there is one
   */
  private record Objection(Kept kept, MessageFact fact, MessageSettings settings) {
    static Objection of(Kept kept, MessageFact fact) {
      return new Objection(kept, fact, null);
    }

    static Objection none(MessageSettings settings) {
      return new Objection(null, null, settings);
    }
  }
}
