package dev.ramal.crm.delivery;

import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.ActivityState.Failed;
import dev.ramal.crm.activity.ActivityState.Synced;
import dev.ramal.crm.activity.FailureKind;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.crm.ActivityFailed;
import dev.ramal.events.crm.ActivitySynced;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tells the other services, and the people who keep the CRM in order, how an activity ended. */
@ApplicationScoped
class PublishActivity {
  /** What an activity is about, as it is published. */
  static final String SUBJECT = "call";

  /** The others are the organization's own business, not a fault of the flow. */
  private static final Set<FailureKind> ALERTING =
      Set.of(FailureKind.EXHAUSTED, FailureKind.REJECTED);

  private final Outbox outbox;
  private final Events events;
  private final Clock clock;

  PublishActivity(Outbox outbox, Events events, Clock clock) {
    this.outbox = outbox;
    this.events = events;
    this.clock = clock;
  }

  Uni<Void> synced(Mutiny.Session session, Activity activity) {
    Synced synced = (Synced) activity.state();
    return append(
        session,
        activity,
        Topics.CRM,
        new ActivitySynced(
            SUBJECT,
            activity.call().callId(),
            synced.place().contactId(),
            synced.place().dealId(),
            synced.noteId(),
            activity.attempts(),
            clock.instant()));
  }

  Uni<Void> failed(Mutiny.Session session, Activity activity) {
    Failed failed = (Failed) activity.state();
    Instant now = clock.instant();
    String callId = activity.call().callId();
    Record event =
        new ActivityFailed(
            SUBJECT, callId, failed.kind().word(), failed.reason(), activity.attempts(), now);
    Uni<Void> told = append(session, activity, Topics.CRM, event);
    return ALERTING.contains(failed.kind())
        ? told.chain(() -> append(session, activity, Topics.ALERTS, alert(callId, failed, now)))
        : told;
  }

  private static AlertRaised alert(String callId, Failed failed, Instant now) {
    return new AlertRaised(
        UuidV7.next().toString(),
        "crm-sync-service",
        "warning",
        "Uma ligação não foi registrada no CRM",
        failed.reason(),
        callId,
        now);
  }

  private Uni<Void> append(Mutiny.Session session, Activity activity, String topic, Record event) {
    return outbox.append(
        session,
        events.create(
            activity.tenant(), topic, activity.call().callId(), activity.causation(), event));
  }
}
