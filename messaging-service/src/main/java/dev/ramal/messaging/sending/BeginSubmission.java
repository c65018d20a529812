package dev.ramal.messaging.sending;

import dev.ramal.kit.jobs.AccountRequests.Turn;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.GroupCommit;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransaction;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.carrier.FailureReasons;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.lifecycle.MessageRow;
import dev.ramal.messaging.lifecycle.MessageSet;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageFact.SendingDenied;
import dev.ramal.messaging.message.MessageFact.SendingStarted;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.messaging.message.MessageState;
import dev.ramal.messaging.message.MessageTransition.Applied;
import dev.ramal.messaging.permission.MessageVerdicts;
import dev.ramal.messaging.permission.MessageVerdicts.NewVerdict;
import dev.ramal.messaging.sending.Objections.Grounds;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.tuples.Tuple2;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Marks messages as being submitted, in a transaction of its own that is committed before anything
 * leaves this process; those that are claimed at about one time, of any organizations, share one.
 *
 * <p>Failure policy: a crash after this commit leaves messages in {@code SENDING}; the carrier is
 * then asked whether it has them. They are never sent again on suspicion.
 */
@ApplicationScoped
class BeginSubmission {
  /** A set that is much larger holds its rows for longer than it saves. */
  private static final int MOST = 64;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** When one comes again that waited here until it was too late to leave. */
  private static final Duration SOON = Duration.ofSeconds(2);

  private final SqlTransactions transactions;
  private final MessageRepository messages;
  private final ChangeMessage change;
  private final FailureReasons reasons;
  private final Objections objections;
  private final MessageVerdicts verdicts;
  private final SenderPace pace;
  private final Jobs jobs;
  private final Clock clock;
  private final GroupCommit<Job, Begun> sets;

  BeginSubmission(
      SqlTransactions transactions,
      MessageRepository messages,
      ChangeMessage change,
      FailureReasons reasons,
      Objections objections,
      MessageVerdicts verdicts,
      SenderPace pace,
      Jobs jobs,
      Clock clock) {
    this.transactions = transactions;
    this.messages = messages;
    this.change = change;
    this.reasons = reasons;
    this.objections = objections;
    this.verdicts = verdicts;
    this.pace = pace;
    this.jobs = jobs;
    this.clock = clock;
    this.sets = new GroupCommit<>(MOST, PATIENCE, null, BeginSubmission::isUndone, this::beginAll);
  }

  /**
   * What may be done with a job now.
   *
   * @param message to be submitted; null when it must not leave now, or need not any more
   * @param heldUntil when it may leave; null unless it is held
   * @param turn when its sender may; null for at once
   * @param nextTime whether another message to the same contact is marked first, and counts when
   *     this one is judged
   */
  record Begun(Message message, Instant heldUntil, Turn turn, boolean nextTime) {
    private static final Begun NOTHING = new Begun(null, null, null, false);
    private static final Begun NEXT_TIME = new Begun(null, null, null, true);

    static Begun leaving(Message message, Turn turn) {
      return new Begun(message, null, turn, false);
    }

    static Begun inTurn(Turn turn) {
      return new Begun(null, null, turn, false);
    }

    static Begun held(Instant until) {
      return new Begun(null, until, null, false);
    }
  }

  Uni<Begun> begin(Job job) {
    return sets.add(job)
        .chain(begun -> begun.nextTime() ? begin(job) : Uni.createFrom().item(begun));
  }

  /** Before the commit was sent, or by the word of Postgres, which then has rolled back. */
  private static boolean isUndone(Throwable failure) {
    return failure instanceof BeforeCommit || failure instanceof PgException;
  }

  private Uni<List<Begun>> beginAll(List<Job> claimed) {
    return transactions.acrossTenants(
        "submissions of every organization",
        sql ->
            Uni.createFrom()
                .deferred(() -> lock(sql, claimed))
                .chain(found -> mark(sql, claimed, found.getItem1(), found.getItem2()))
                .onFailure()
                .transform(BeforeCommit::new));
  }

  private Uni<Tuple2<MessageSet, Set<Job>>> lock(Sql sql, List<Job> claimed) {
    return Uni.combine()
        .all()
        .unis(messages.lockAll(sql, concerned(claimed), List.of()), jobs.holding(sql, claimed))
        .collectFailures()
        .asTuple();
  }

  /** Each itself, and the message that it follows. */
  private static Set<RowKey> concerned(List<Job> claimed) {
    return claimed.stream()
        .flatMap(job -> Stream.of(subject(job), followed(job)))
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private static RowKey subject(Job job) {
    return RowKey.of(job.tenant(), job.subject());
  }

  /** Null for most. */
  private static RowKey followed(Job job) {
    String replaces = job.payload(Submission.class).replaces();
    return replaces == null ? null : RowKey.of(job.tenant(), replaces);
  }

  /**
   * @param held one that was slow and was taken over would mark what another one sends
   */
  private Uni<List<Begun>> mark(
      SqlTransaction sql, List<Job> claimed, MessageSet set, Set<Job> held) {
    Map<Job, MessageRow> rows = new LinkedHashMap<>();
    Map<Job, Begun> begun = new HashMap<>();
    Set<RowKey> contacts = new HashSet<>();
    for (Job job : claimed) {
      MessageRow row = set.find(job.tenant(), new MessageId(job.subject()));
      if (!held.contains(job)) {
        begun.put(job, Begun.NOTHING);
      } else if (!job.mayStillLeave(clock)) {
        begun.put(job, Begun.held(clock.instant().plus(SOON)));
      } else if (!contacts.add(RowKey.of(job.tenant(), row.message().details().to().value()))) {
        begun.put(job, Begun.NEXT_TIME);
      } else {
        rows.put(job, row);
      }
    }
    return judge(sql, rows, set)
        .invoke(begun::putAll)
        .map(all -> claimed.stream().map(begun::get).toList());
  }

  private Uni<Map<Job, Begun>> judge(
      SqlTransaction sql, Map<Job, MessageRow> rows, MessageSet set) {
    Instant now = clock.instant();
    List<Message> judged = new ArrayList<>();
    List<Message> unjudged = new ArrayList<>();
    rows.forEach((job, row) -> (isJudged(job) ? judged : unjudged).add(row.message()));
    return rows.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : objections
            .grounds(sql, judged, unjudged, now)
            .chain(
                grounds -> {
                  Map<Job, Objection> found = new LinkedHashMap<>();
                  rows.forEach((job, row) -> found.put(job, objection(job, row, set, grounds)));
                  return turns(sql, rows, found, grounds)
                      .chain(turns -> decide(sql, rows, found, turns, set, now));
                });
  }

  /** Who has opted out is told so, at whatever hour they wrote; at the pace of all others. */
  private static boolean isJudged(Job job) {
    return !SubmissionQueue.CONFIRM.equals(job.kind());
  }

  private Objection objection(Job job, MessageRow row, MessageSet set, Grounds grounds) {
    RowKey followed = followed(job);
    MessageRow before =
        followed == null ? null : set.find(followed.organization(), new MessageId(followed.id()));
    if (before != null && before.message().state().isArrival()) {
      String rule = FailureReasons.ARRIVED_MEANWHILE;
      return new Objection(null, new SendingDenied(reasons.ours(rule), grounds.now()));
    }
    return isJudged(job) ? objections.of(row.message(), grounds) : Objection.NONE;
  }

  /** Sorted by their senders, so that two sets wait instead of deadlocking. */
  private Uni<Map<Job, Turn>> turns(
      Sql sql, Map<Job, MessageRow> rows, Map<Job, Objection> found, Grounds grounds) {
    List<Job> free =
        rows.keySet().stream()
            .filter(job -> found.get(job).fact() == null)
            .sorted(
                Comparator.comparing((Job job) -> job.tenant().value())
                    .thenComparing(job -> SenderPace.bucket(rows.get(job).message().details())))
            .toList();
    List<Uni<Turn>> drawn =
        free.stream()
            .map(job -> rows.get(job).message().details())
            .map(details -> pace.turn(sql, details, grounds.settings(details.tenant())))
            .toList();
    return drawn.isEmpty()
        ? Uni.createFrom().item(Map.of())
        : Uni.join()
            .all(drawn)
            .andCollectFailures()
            .map(
                turns -> {
                  Map<Job, Turn> by = new HashMap<>();
                  for (int i = 0; i < free.size(); i++) {
                    by.put(free.get(i), turns.get(i));
                  }
                  return by;
                });
  }

  /** What objections lead to may take a second statement: only where there is none nobody waits. */
  private Uni<Map<Job, Begun>> decide(
      SqlTransaction sql,
      Map<Job, MessageRow> rows,
      Map<Job, Objection> found,
      Map<Job, Turn> turns,
      MessageSet set,
      Instant now) {
    Map<Job, Begun> begun = new HashMap<>();
    List<NewVerdict> last = new ArrayList<>();
    rows.forEach(
        (job, row) -> {
          Objection objection = found.get(job);
          if (objection.fact() == null) {
            begun.put(job, start(set, row, turns.get(job), now));
          } else {
            objection.verdict(job.tenant(), row.message().details().id()).ifPresent(last::add);
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

  private Begun start(MessageSet set, MessageRow row, Turn turn, Instant now) {
    if (turn != null && !turn.granted()) {
      return Begun.inTurn(turn);
    }
    return change.apply(set, row, new SendingStarted(now), null) instanceof Applied
            && row.message().state() == MessageState.SENDING
        ? Begun.leaving(row.message(), turn)
        : Begun.NOTHING;
  }

  /** One that is held already, until the same hour, is no less held. */
  private static Begun heldOrOver(Message message) {
    return message.state() == MessageState.HELD
        ? Begun.held(message.progress().leavesAt())
        : Begun.NOTHING;
  }

  /** Nothing can have been committed. */
  private static final class BeforeCommit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BeforeCommit(Throwable cause) {
      super(cause.getMessage(), cause);
    }
  }
}
