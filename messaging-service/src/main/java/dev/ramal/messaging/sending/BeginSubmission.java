package dev.ramal.messaging.sending;

import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.GroupCommit;
import dev.ramal.kit.tenancy.GroupCommit.HeldElsewhere;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlState;
import dev.ramal.kit.tenancy.SqlTransaction;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.lifecycle.MessageSet;
import dev.ramal.messaging.message.Message;
import dev.ramal.messaging.message.MessageId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.tuples.Tuple2;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Marks messages as being submitted, in a transaction of its own that is committed before anything
 * leaves this process; those that are claimed at about one time, of any organizations, share one.
 *
 * <p>Failure policy: a crash after this commit leaves messages in {@code SENDING}; the carrier is
 * then asked whether it has them. They are never sent again on suspicion. What somebody else holds
 * is left out of a set and tried again a moment later, without a connection that waits for it: an
 * organization that is locked out holds up itself.
 */
@ApplicationScoped
class BeginSubmission {
  /** A set that is much larger holds its rows for longer than it saves. */
  private static final int MOST = 64;

  /** For any other lock in a set, for which others wait as well. */
  private static final Duration LOCK = Duration.ofMillis(500);

  private static final Duration FIRST_LOOK = Duration.ofMillis(10);
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

  /** When one comes again that waited here until it was too late to leave. */
  private static final Duration SOON = Duration.ofSeconds(2);

  private final SqlTransactions transactions;
  private final MessageRepository messages;
  private final MarkMessages marks;
  private final Jobs jobs;
  private final Clock clock;
  private final ContactsInHand contacts;
  private final GroupCommit<Job, BegunSubmission> sets;

  BeginSubmission(
      SqlTransactions transactions,
      MessageRepository messages,
      MarkMessages marks,
      SubmissionQueue submissions,
      Jobs jobs,
      Clock clock) {
    this.transactions = transactions;
    this.messages = messages;
    this.marks = marks;
    this.jobs = jobs;
    this.clock = clock;
    // A set that begins in the last moment in which something may leave ends within the lease.
    Duration lease = submissions.queue().lease();
    this.contacts = new ContactsInHand(lease, System::nanoTime);
    this.sets =
        new GroupCommit<>(
            MOST, lease.dividedBy(3), null, Job::tenant, BeginSubmission::isUndone, this::beginAll);
  }

  /** Whoever is told of a message that leaves says {@link #ended} when it has, or has not. */
  Uni<BegunSubmission> begin(Job job) {
    return sets.add(job)
        .onFailure(HeldElsewhere.class)
        .retry()
        .withBackOff(FIRST_LOOK, LONGEST_LOOK)
        .indefinitely()
        .chain(
            begun ->
                begun.isBehind()
                    ? contacts
                        .free(begun.contact())
                        .ifNoItem()
                        .after(untilTooLate(job))
                        .recoverWithItem(() -> null)
                        .chain(() -> begin(job))
                    : Uni.createFrom().item(begun));
  }

  /** The carrier has answered, or nothing was sent: the next to the same contact may leave. */
  void ended(BegunSubmission begun) {
    if (begun.isLeaving()) {
      contacts.giveBack(begun.contact());
    }
  }

  private Duration untilTooLate(Job job) {
    Duration left = Duration.between(clock.instant(), job.leaveBefore());
    return left.isNegative() || left.isZero() ? Duration.ofMillis(1) : left;
  }

  /** Before the commit was sent, or by the word of Postgres. */
  private static boolean isUndone(Throwable failure) {
    return failure instanceof BeforeCommit || SqlState.provesRollback(failure);
  }

  private Uni<List<BegunSubmission>> beginAll(List<Job> claimed) {
    Map<Job, BegunSubmission> begun = new HashMap<>();
    List<Job> inTime =
        claimed.stream()
            .filter(job -> job.mayStillLeave(clock))
            .sorted(Comparator.comparingLong(Job::seq))
            .toList();
    claimed.forEach(job -> begun.put(job, BegunSubmission.held(clock.instant().plus(SOON))));
    Collection<RowKey> taken = new ConcurrentLinkedQueue<>();
    Uni<Void> marked =
        inTime.isEmpty()
            ? Uni.createFrom().voidItem()
            : transactions
                .acrossTenants(
                    "submissions of every organization",
                    LOCK,
                    sql ->
                        Uni.createFrom()
                            .deferred(() -> lock(sql, inTime))
                            .chain(
                                found ->
                                    mark(sql, inTime, found.getItem1(), found.getItem2(), taken))
                            .onFailure(failure -> !(failure instanceof HeldElsewhere))
                            .transform(BeforeCommit::new))
                .invoke(begun::putAll)
                .replaceWithVoid();
    return marked
        .map(ignored -> claimed.stream().map(begun::get).toList())
        .invoke(
            all -> {
              all.forEach(one -> taken.remove(one.isLeaving() ? one.contact() : null));
              taken.forEach(contacts::giveBack);
            })
        .onFailure()
        .invoke(failure -> taken.forEach(contacts::giveBack))
        .onCancellation()
        .invoke(() -> taken.forEach(contacts::giveBack));
  }

  private Uni<Tuple2<MessageSet, Set<Job>>> lock(Sql sql, List<Job> claimed) {
    return Uni.combine()
        .all()
        .unis(messages.lockFree(sql, concerned(claimed)), jobs.holding(sql, claimed))
        .collectFailures()
        .asTuple();
  }

  /** Each itself, and the message that it follows. */
  private static Set<RowKey> concerned(List<Job> claimed) {
    return claimed.stream().flatMap(BeginSubmission::concerned).collect(Collectors.toSet());
  }

  private static Stream<RowKey> concerned(Job job) {
    return Stream.of(RowKey.of(job.tenant(), job.subject()), MarkMessages.followed(job))
        .filter(Objects::nonNull);
  }

  /**
   * @param held one that was slow and was taken over would mark what another one sends
   * @param taken gets the contacts that are in hand from now on
   */
  private Uni<Map<Job, BegunSubmission>> mark(
      SqlTransaction sql,
      List<Job> claimed,
      MessageSet set,
      Set<Job> held,
      Collection<RowKey> taken) {
    List<Job> lockedOut =
        claimed.stream().filter(job -> !concerned(job).allMatch(set::holds)).toList();
    if (!lockedOut.isEmpty()) {
      return Uni.createFrom().failure(new HeldElsewhere(lockedOut));
    }
    Map<Job, Message> leaving = new LinkedHashMap<>();
    Map<Job, BegunSubmission> begun = new HashMap<>();
    for (Job job : claimed) {
      Optional<Message> message = set.find(job.tenant(), new MessageId(job.subject())).readable();
      if (!held.contains(job)) {
        begun.put(job, BegunSubmission.NOTHING);
      } else if (message.isEmpty()) {
        begun.put(job, BegunSubmission.UNREADABLE);
      } else if (!contacts.take(MarkMessages.contact(message.get()))) {
        begun.put(job, BegunSubmission.behind(MarkMessages.contact(message.get())));
      } else {
        taken.add(MarkMessages.contact(message.get()));
        leaving.put(job, message.get());
      }
    }
    return marks.mark(sql, leaving, set).invoke(begun::putAll).replaceWith(begun);
  }

  /** Nothing can have been committed. */
  private static final class BeforeCommit extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BeforeCommit(Throwable cause) {
      super(cause.getMessage(), cause);
    }
  }
}
