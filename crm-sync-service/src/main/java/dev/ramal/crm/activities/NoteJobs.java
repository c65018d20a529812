package dev.ramal.crm.activities;

import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.NoteKind;
import dev.ramal.crm.activity.NoteSubject;
import dev.ramal.crm.connections.DeliveryGate;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.DeadJobs;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobKey;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.NewJob;
import dev.ramal.kit.jobs.Priority;
import dev.ramal.kit.jobs.WaitingJobs;
import dev.ramal.kit.jobs.WaitingReasons;
import dev.ramal.kit.jobs.WaitingReasons.Oldest;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.numbering.Withheld;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The jobs that write notes: one for each activity that is not done with. */
@ApplicationScoped
public class NoteJobs {
  /** Stands in the store. */
  public static final String QUEUE = DeliveryGate.QUEUE;

  /** Stands in the store. */
  static final String KIND = "write-note";

  /** Stands in the store. */
  static final String FOLLOW_UP_KIND = "write-follow-up";

  /** The kinds of job as they stand in the store, and which note each writes. */
  static final Map<String, NoteKind> KINDS =
      Map.of(
          KIND,
          NoteKind.CALL,
          FOLLOW_UP_KIND,
          NoteKind.FOLLOW_UP,
          "write-messages",
          NoteKind.MESSAGES,
          "write-messages-follow-up",
          NoteKind.MESSAGES_FOLLOW_UP);

  /** A job that has ended counts no more, also when it ended after this transaction began. */
  private static final Duration HOWEVER_RECENT = Duration.ofMinutes(-1);

  private final Jobs jobs;
  private final WaitingJobs waitingJobs;
  private final DeadJobs deadJobs;
  private final WaitingReasons reasons;

  NoteJobs(Jobs jobs, WaitingJobs waitingJobs, DeadJobs deadJobs, WaitingReasons reasons) {
    this.jobs = jobs;
    this.waitingJobs = waitingJobs;
    this.deadJobs = deadJobs;
    this.reasons = reasons;
  }

  /**
   * With the activities, in their transaction.
   *
   * @param dueIn new notes, and how long each waits
   */
  public Uni<Void> append(Sql sql, Map<Activity, Duration> dueIn) {
    List<NewJob> added = new ArrayList<>();
    dueIn.forEach((activity, wait) -> added.add(job(activity).once(activity.id()).dueIn(wait)));
    return jobs.appendAll(sql, added).replaceWithVoid();
  }

  /** Lets each of these notes wait no longer than this for what it waits for. */
  Uni<Void> hurry(Sql sql, Map<Activity, Duration> within) {
    Map<Duration, List<Activity>> byWait = new LinkedHashMap<>();
    within.forEach(
        (activity, wait) -> byWait.computeIfAbsent(wait, w -> new ArrayList<>()).add(activity));
    return Sql.together(
        byWait.entrySet().stream()
            .<Uni<?>>map(
                some -> waitingJobs.hurry(sql, QUEUE, keys(some.getValue()), some.getKey()))
            .toList());
  }

  /** Notes of later calls with the same person go on without this one. */
  public Uni<Void> letOthersPass(Sql sql, Job job) {
    return waitingJobs.leaveOrder(sql, job);
  }

  /** Why notes of an organization wait, and since when the oldest do. */
  public Uni<List<Oldest>> oldestWaiting(Sql sql, TenantId tenant) {
    return reasons.of(sql, tenant, QUEUE, DeliveryGate.ACCOUNT);
  }

  /** Which note a job writes. */
  static NoteKey noteOf(Job job) {
    NoteKind kind = KINDS.getOrDefault(job.kind(), NoteKind.CALL);
    return new NoteKey(new CallKey(job.tenant(), job.subject()), kind);
  }

  /**
   * Takes back the notes that have waited for longer than this, since they were stored or sent on
   * their way again.
   *
   * @return the activities whose notes were taken back
   */
  public Uni<List<Activity>> withdrawOld(
      Sql sql, List<Activity> activities, Duration longer, String why) {
    return waitingJobs
        .withdrawOld(sql, QUEUE, keys(activities), longer, why)
        .map(gone -> activities.stream().filter(it -> gone.contains(key(it))).toList());
  }

  /**
   * Sends notes on their way again: the jobs that died, where they are still there; else new ones,
   * which take the key from those that have ended otherwise.
   */
  public Uni<Void> redrive(Sql sql, TenantId tenant, List<Activity> activities) {
    List<String> keys = activities.stream().map(Activity::id).toList();
    List<NewJob> anew =
        activities.stream().map(it -> job(it).onceWithin(HOWEVER_RECENT, it.id())).toList();
    return deadJobs
        .redriveByKey(sql, tenant, QUEUE, keys)
        .chain(() -> jobs.appendAll(sql, anew))
        .replaceWithVoid();
  }

  private static List<JobKey> keys(Collection<Activity> activities) {
    return activities.stream().map(NoteJobs::key).toList();
  }

  private static JobKey key(Activity activity) {
    return new JobKey(activity.tenant(), activity.id());
  }

  /**
   * Notes about one person come one after the other: they stand on one deal, where a note cannot be
   * moved; see {@link #letOthersPass}. A note that follows has waited for the one that it follows,
   * and holds nobody up. Those of a day of messages go behind those of calls, which somebody may
   * wait for.
   */
  private static NewJob job(Activity activity) {
    NewJob job =
        NewJob.of(
                activity.tenant(), QUEUE, kind(activity), activity.subject().subjectId(), Map.of())
            .onAccount(DeliveryGate.ACCOUNT);
    NewJob inTurn = activity.isFollowUp() ? job : job.inOrderOf(person(activity.subject()));
    return activity.kind().isOfMessages() ? inTurn.withPriority(Priority.BACKGROUND) : inTurn;
  }

  private static String kind(Activity activity) {
    return KINDS.entrySet().stream()
        .filter(kind -> kind.getValue() == activity.kind())
        .findFirst()
        .orElseThrow()
        .getKey();
  }

  /** Null for somebody who hides. */
  private static String person(NoteSubject subject) {
    return Withheld.is(subject.lead()) ? subject.dealId() : subject.lead();
  }
}
