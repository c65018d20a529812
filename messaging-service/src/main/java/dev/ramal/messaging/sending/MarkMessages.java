package dev.ramal.messaging.sending;

import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransaction;
import dev.ramal.messaging.carrier.FailureReasons;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageRow;
import dev.ramal.messaging.lifecycle.MessageSet;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageDetails;
import dev.ramal.messaging.message.MessageFact.SendingDenied;
import dev.ramal.messaging.message.MessageFact.SendingStarted;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.message.MessageState;
import dev.ramal.messaging.message.MessageTransition.Applied;
import dev.ramal.messaging.permission.MessageVerdicts;
import dev.ramal.messaging.permission.MessageVerdicts.NewVerdict;
import dev.ramal.messaging.sending.Objections.Grounds;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Judges messages that are to leave, of any organizations and each to another contact, and marks
 * those that may as being submitted. Nothing is sent here, and nothing committed.
 */
@ApplicationScoped
class MarkMessages {
  private final ChangeMessage change;
  private final FailureReasons reasons;
  private final Objections objections;
  private final MessageVerdicts verdicts;
  private final SenderPace pace;
  private final Clock clock;

  MarkMessages(
      ChangeMessage change,
      FailureReasons reasons,
      Objections objections,
      MessageVerdicts verdicts,
      SenderPace pace,
      Clock clock) {
    this.change = change;
    this.reasons = reasons;
    this.objections = objections;
    this.verdicts = verdicts;
    this.pace = pace;
    this.clock = clock;
  }

  /** The message that an SMS follows; null for most. */
  static RowKey followed(Job job) {
    String replaces = job.payload(Submission.class).replaces();
    return replaces == null ? null : RowKey.of(job.tenant(), replaces);
  }

  /**
   * @param leaving in the order in which they may leave
   * @param set holds them, and those that they follow
   */
  Uni<Map<Job, BegunSubmission>> mark(
      SqlTransaction sql, Map<Job, Message> leaving, MessageSet set) {
    if (leaving.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    Instant now = clock.instant();
    List<Message> judged = new ArrayList<>();
    List<Message> unjudged = new ArrayList<>();
    leaving.forEach((job, message) -> (isJudged(job) ? judged : unjudged).add(message));
    return objections
        .grounds(sql, judged, unjudged, now)
        .chain(
            grounds -> {
              Map<Job, Objection> found = new LinkedHashMap<>();
              leaving.forEach(
                  (job, message) -> found.put(job, objection(job, message, set, grounds)));
              return turns(sql, leaving, found, grounds)
                  .chain(turns -> decide(sql, leaving, found, turns, set, now));
            });
  }

  /** Who has opted out is told so, at whatever hour they wrote; at the pace of all others. */
  private static boolean isJudged(Job job) {
    return !SubmissionQueue.CONFIRM.equals(job.kind());
  }

  private Objection objection(Job job, Message message, MessageSet set, Grounds grounds) {
    RowKey followed = followed(job);
    MessageRow before =
        followed == null ? null : set.find(followed.organization(), new MessageId(followed.id()));
    if (before != null && before.asFarAsReadable().state().isArrival()) {
      String rule = FailureReasons.ARRIVED_MEANWHILE;
      return new Objection(null, new SendingDenied(reasons.ours(rule), grounds.now()));
    }
    return isJudged(job) ? objections.of(message, grounds) : Objection.NONE;
  }

  private Uni<Map<RowKey, SenderTurn>> turns(
      Sql sql, Map<Job, Message> leaving, Map<Job, Objection> found, Grounds grounds) {
    List<MessageDetails> free = new ArrayList<>();
    leaving.forEach(
        (job, message) -> {
          if (found.get(job).fact() == null) {
            free.add(message.details());
          }
        });
    return pace.turns(sql, free, grounds::settings);
  }

  /** What objections lead to may take a second statement: only where there is none nobody waits. */
  private Uni<Map<Job, BegunSubmission>> decide(
      SqlTransaction sql,
      Map<Job, Message> leaving,
      Map<Job, Objection> found,
      Map<RowKey, SenderTurn> turns,
      MessageSet set,
      Instant now) {
    Map<Job, BegunSubmission> begun = new HashMap<>();
    List<NewVerdict> last = new ArrayList<>();
    leaving.forEach(
        (job, message) -> {
          Objection objection = found.get(job);
          MessageRow row = set.find(job.tenant(), message.details().id());
          if (objection.fact() == null) {
            RowKey key = RowKey.of(job.tenant(), message.details().id().value());
            begun.put(job, start(set, row, turns.get(key), now));
          } else {
            objection.verdict(job.tenant(), message.details().id()).ifPresent(last::add);
            change.apply(set, row, objection.fact(), null);
            begun.put(job, heldOrOver(row.message()));
          }
        });
    if (found.values().stream().allMatch(Objection.NONE::equals)) {
      sql.withCommit(change.write(sql, set));
      return Uni.createFrom().item(begun);
    }
    return Sql.together(List.of(verdicts.addAll(sql, last), change.write(sql, set)))
        .replaceWith(begun);
  }

  private BegunSubmission start(MessageSet set, MessageRow row, SenderTurn turn, Instant now) {
    if (turn != null && !turn.granted()) {
      return BegunSubmission.inTurn(turn);
    }
    if (change.apply(set, row, new SendingStarted(now), null) instanceof Applied) {
      Message message = row.message();
      return message.state() == MessageState.SENDING
          ? BegunSubmission.leaving(message, turn, contact(message))
          : BegunSubmission.NOTHING;
    }
    return BegunSubmission.NOTHING;
  }

  /** To whom it is: of an organization's messages to one contact one leaves at a time. */
  static RowKey contact(Message message) {
    TenantId tenant = message.details().tenant();
    return RowKey.of(tenant, message.details().to().value());
  }

  /** One that is held already, until the same hour, is no less held. */
  private static BegunSubmission heldOrOver(Message message) {
    return message.state() == MessageState.HELD
        ? BegunSubmission.held(message.progress().leavesAt())
        : BegunSubmission.NOTHING;
  }
}
