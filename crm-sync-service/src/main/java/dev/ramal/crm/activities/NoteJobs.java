package dev.ramal.crm.activities;

import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.connections.DeliveryGate;
import dev.ramal.events.TenantId;
import dev.ramal.kit.jobs.DeadJobs;
import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.jobs.NewJob;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** The jobs that write notes: one for each activity that is not done with. */
@ApplicationScoped
public class NoteJobs {
  /** Stands in the store. */
  public static final String QUEUE = "crm-notes";

  /** Stands in the store. */
  static final String KIND = "write-note";

  /** A job that has ended counts no more, also when it ended after this transaction began. */
  private static final Duration HOWEVER_RECENT = Duration.ofMinutes(-1);

  private final Jobs jobs;
  private final DeadJobs deadJobs;

  NoteJobs(Jobs jobs, DeadJobs deadJobs) {
    this.jobs = jobs;
    this.deadJobs = deadJobs;
  }

  /** With the activity, in its transaction. */
  Uni<Void> append(Mutiny.Session session, Activity activity, Duration dueIn) {
    return jobs.append(session, job(activity).once(activity.id()).dueIn(dueIn)).replaceWithVoid();
  }

  /** Lets a note wait no longer than this for what it waits for. */
  Uni<Void> hurry(Mutiny.Session session, Activity activity, Duration within) {
    return jobs.hurry(session, activity.tenant(), QUEUE, activity.id(), within);
  }

  /**
   * Sends notes on their way again: the jobs that died, where they are still there; else new ones,
   * which take the key from those that have ended otherwise.
   */
  public Uni<Void> redrive(Mutiny.Session session, TenantId tenant, List<Activity> activities) {
    List<String> keys = activities.stream().map(Activity::id).toList();
    List<NewJob> anew =
        activities.stream().map(it -> job(it).onceWithin(HOWEVER_RECENT, it.id())).toList();
    return deadJobs
        .redriveByKey(session, tenant, QUEUE, keys)
        .chain(() -> jobs.appendAll(session, anew))
        .replaceWithVoid();
  }

  private static NewJob job(Activity activity) {
    return NewJob.of(activity.tenant(), QUEUE, KIND, activity.call().callId(), Map.of())
        .onAccount(DeliveryGate.ACCOUNT);
  }
}
