package dev.ramal.crm.activities;

import static java.time.ZoneOffset.UTC;

import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.ActivityState;
import dev.ramal.crm.activity.FailureKind;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.tenancy.AcrossTenants;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Store of activities. */
@ApplicationScoped
public class ActivityRepository {
  private static final String FAILED =
      "from ActivityRow where tenant = :tenant and state = '" + ActivityState.FAILED + "'";

  private static final String NEWEST_FIRST = " order by createdAt desc, id desc";

  private final Clock clock;

  ActivityRepository(Clock clock) {
    this.clock = clock;
  }

  /** The activities of calls of any organizations, locked until the transaction ends. */
  Uni<ActivitySet> lockAll(Sql sql, Collection<CallKey> calls) {
    return load(sql, ActivityStatements.LOCK, calls);
  }

  private static Uni<ActivitySet> load(Sql sql, String statement, Collection<CallKey> calls) {
    if (calls.isEmpty()) {
      return Uni.createFrom().item(new ActivitySet());
    }
    return sql.query(statement, ActivityStatements.ofCalls(calls))
        .map(
            rows -> {
              ActivitySet set = new ActivitySet();
              rows.forEach(row -> ActivityStatements.read(row, set));
              return set;
            });
  }

  /** Stores what is new in the set, and what has changed. */
  Uni<Void> write(Sql sql, ActivitySet set) {
    return Sql.together(
        List.of(
            updateAll(sql, set.changed()),
            set.recordingsToKeep().isEmpty()
                ? Uni.createFrom().voidItem()
                : sql.query(
                    ActivityStatements.KEEP_RECORDINGS,
                    ActivityStatements.ofRecordings(set.recordingsToKeep(), clock.instant()))));
  }

  /** The activity that a job writes the note of, locked until the transaction ends. */
  public Uni<Activity> lockOf(Sql sql, Job job) {
    NoteKey note = NoteJobs.noteOf(job);
    return lockAll(sql, List.of(note.call())).map(set -> set.find(note).orElseThrow());
  }

  /**
   * The activities that jobs of any organizations write the notes of, locked until the transaction
   * ends; those that are purged are missing.
   */
  public Uni<Map<Job, Activity>> lockOf(Sql sql, Collection<Job> jobs) {
    return ofJobs(sql, ActivityStatements.LOCK, jobs);
  }

  /** The same as they stand now; nobody is waited for. */
  public Uni<Map<Job, Activity>> readOf(Sql sql, Collection<Job> jobs) {
    return ofJobs(sql, ActivityStatements.READ, jobs);
  }

  private static Uni<Map<Job, Activity>> ofJobs(Sql sql, String statement, Collection<Job> jobs) {
    return load(sql, statement, jobs.stream().map(job -> NoteJobs.noteOf(job).call()).toList())
        .map(
            set -> {
              Map<Job, Activity> found = new HashMap<>();
              jobs.forEach(
                  job ->
                      set.find(NoteJobs.noteOf(job))
                          .ifPresent(activity -> found.put(job, activity)));
              return found;
            });
  }

  /** The first note of what a job writes a further one of; empty when it is purged. */
  public Uni<Optional<Activity>> firstOf(Sql sql, Job job) {
    NoteKey note = NoteJobs.noteOf(job);
    return lockAll(sql, List.of(note.call()))
        .map(set -> set.find(new NoteKey(note.call(), note.kind().first())));
  }

  /**
   * The activities about some subjects, locked until the transaction ends.
   *
   * @param subjects id of each, and whose it is
   */
  @AcrossTenants("each subject names its own")
  public Uni<List<Activity>> lockAbout(Sql sql, Map<String, TenantId> subjects) {
    return lockAll(
            sql,
            subjects.entrySet().stream()
                .map(subject -> new CallKey(subject.getValue(), subject.getKey()))
                .toList())
        .map(ActivitySet::all);
  }

  /** The same as it is now, locked until the transaction ends; empty when it is purged. */
  public Uni<Optional<Activity>> lockSame(Sql sql, Activity activity) {
    return lockAll(sql, List.of(CallKey.of(activity))).map(set -> set.find(NoteKey.of(activity)));
  }

  /**
   * Some notes that were written in between and that the CRM was not asked about since, the newest
   * of each organization. Nobody else takes them for as long as the lease lasts; say {@link
   * #verified} of them.
   *
   * @param most of one organization
   */
  @AcrossTenants("notes of every organization are looked for in its CRM")
  public Uni<List<Activity>> takeUnverified(
      Sql sql, Instant after, Instant until, int most, Duration lease) {
    return sql.query(
            ActivityStatements.TAKE_UNVERIFIED,
            after.atOffset(UTC),
            until.atOffset(UTC),
            most,
            lease.toMillis() / 1_000.0)
        .map(rows -> rows.stream().map(row -> ActivityRow.read(row).read()).toList());
  }

  /**
   * Ends the lease of notes that were taken.
   *
   * @param answered those of them that the CRM has answered about
   */
  public Uni<Void> verified(
      Sql sql, TenantId tenant, Collection<Activity> taken, Collection<Activity> answered) {
    return sql.query(ActivityStatements.VERIFIED, tenant.value(), ids(taken), ids(answered))
        .replaceWithVoid();
  }

  /** Nobody is asked any more about what was written until now. */
  public Uni<Void> leaveUnverified(Sql sql, TenantId tenant) {
    return sql.query(ActivityStatements.LEAVE_UNVERIFIED, tenant.value()).replaceWithVoid();
  }

  /** Notes that an older version began are in the CRM of this name. */
  public Uni<Void> leavePlaces(Sql sql, TenantId tenant, String crm) {
    return sql.query(ActivityStatements.LEAVE_PLACES, tenant.value(), crm).replaceWithVoid();
  }

  private static String[] ids(Collection<Activity> activities) {
    return activities.stream().map(Activity::id).sorted().toArray(String[]::new);
  }

  /** Stores an activity that is locked. */
  public Uni<Void> update(Sql sql, Activity activity) {
    return updateAll(sql, List.of(activity));
  }

  /**
   * Calls whose note waits, the oldest first, locked; those that somebody else holds are skipped.
   *
   * @param before when they began
   * @param after the last one seen; null for the first
   */
  @AcrossTenants("notes of every organization grow old")
  public Uni<List<Activity>> lockWaiting(Sql sql, Instant before, Activity after, int limit) {
    return sql.query(
            ActivityStatements.LOCK_WAITING,
            before.atOffset(UTC),
            (after == null ? Instant.EPOCH : after.createdAt()).atOffset(UTC),
            after == null ? "" : after.id(),
            limit)
        .map(rows -> rows.stream().map(row -> ActivityRow.read(row).read()).toList());
  }

  /**
   * Deletes some of what ended before.
   *
   * @return how many
   */
  @AcrossTenants("records of every organization are kept for the same time")
  Uni<Integer> purge(Sql sql, String state, Instant before, int limit) {
    return sql.query(ActivityStatements.PURGE, state, before.atOffset(UTC), limit).map(List::size);
  }

  /**
   * Deletes some recordings whose call never ended.
   *
   * @return how many
   */
  @AcrossTenants("records of every organization are kept for the same time")
  Uni<Integer> purgeRecordings(Sql sql, Instant before, int limit) {
    return sql.query(ActivityStatements.PURGE_RECORDINGS, before.atOffset(UTC), limit)
        .map(List::size);
  }

  /** Stores activities that are locked. */
  public Uni<Void> updateAll(Sql sql, Collection<Activity> activities) {
    Instant now = clock.instant();
    List<ActivityRow> rows =
        activities.stream().map(activity -> ActivityRow.of(activity, now)).toList();
    return rows.isEmpty()
        ? Uni.createFrom().voidItem()
        : sql.query(ActivityStatements.WRITE, ActivityStatements.ofRows(rows)).replaceWithVoid();
  }

  /**
   * Calls that wait for a person, newest first.
   *
   * @param kind null for every kind
   * @param after the last one seen; null for the first page
   */
  public Uni<List<Activity>> failures(
      Mutiny.Session session, TenantId tenant, FailureKind kind, Cursor after, int limit) {
    return ActivityStatements.failures(tenant, kind, after, limit)
        .rows(Sql.of(session))
        .map(rows -> rows.stream().map(row -> ActivityRow.read(row).read()).toList());
  }

  /**
   * Calls with a contact of the CRM, newest first.
   *
   * @param after the last one seen; null for the first page
   */
  Uni<List<Activity>> ofContact(
      Sql sql, TenantId tenant, String contactId, Cursor after, int limit) {
    return ActivityStatements.ofContact(tenant, contactId, after, limit)
        .rows(sql)
        .map(rows -> rows.stream().map(row -> ActivityRow.read(row).read()).toList());
  }

  /**
   * Failures to be sent on their way again, newest first, locked until the transaction ends.
   *
   * @param ids of those that are meant; empty for all of the kind
   * @param kind null for every kind
   */
  public Uni<List<Activity>> lockFailures(
      Mutiny.Session session, TenantId tenant, List<String> ids, FailureKind kind, int limit) {
    Mutiny.SelectionQuery<ActivityRow> query =
        ids.isEmpty()
            ? failed(session, tenant, kind, "")
            : failed(session, tenant, kind, " and id in :ids").setParameter("ids", ids);
    return list(query.setMaxResults(limit).setLockMode(LockModeType.PESSIMISTIC_WRITE));
  }

  /** A person has sent these on their way again just now; they are locked. */
  public Uni<Void> sentAgain(Sql sql, TenantId tenant, Collection<Activity> activities) {
    return sql.query(
            ActivityStatements.SENT_AGAIN,
            tenant.value(),
            ids(activities),
            clock.instant().atOffset(UTC))
        .replaceWithVoid();
  }

  /** How many stand in each state, counted no farther than needed, and how the last ones ended. */
  public Uni<ActivityCounts> count(Mutiny.Session session, TenantId tenant) {
    return Sql.of(session)
        .query(ActivityStatements.COUNT, tenant.value(), ActivityCounts.MOST, ActivityCounts.LAST)
        .map(rows -> ActivityCounts.of(rows.get(0)));
  }

  /** Since when the longest waiting note waits, and when the newest call that is written was. */
  public Uni<ActivityTimes> times(Sql sql, TenantId tenant) {
    return sql.query(ActivityStatements.TIMES, tenant.value())
        .map(rows -> new ActivityTimes(rows.get(0).instant(0), rows.get(0).instant(1)));
  }

  private static Mutiny.SelectionQuery<ActivityRow> failed(
      Mutiny.Session session, TenantId tenant, FailureKind kind, String condition) {
    String ofKind = kind == null ? "" : " and failureKind = :kind";
    Mutiny.SelectionQuery<ActivityRow> query =
        session
            .createQuery(FAILED + ofKind + condition + NEWEST_FIRST, ActivityRow.class)
            .setParameter("tenant", tenant.value());
    return kind == null ? query : query.setParameter("kind", kind.word());
  }

  private static Uni<List<Activity>> list(Mutiny.SelectionQuery<ActivityRow> query) {
    return query.getResultList().map(rows -> rows.stream().map(ActivityRow::read).toList());
  }
}
