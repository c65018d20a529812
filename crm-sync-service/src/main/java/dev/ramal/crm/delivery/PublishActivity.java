package dev.ramal.crm.delivery;

import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.ActivityState.Failed;
import dev.ramal.crm.activity.ActivityState.Synced;
import dev.ramal.crm.activity.FailureKind;
import dev.ramal.events.Event;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.crm.ActivityFailed;
import dev.ramal.events.crm.ActivitySynced;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Sql;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Tells the other services, and the people who keep the CRM in order, how an activity ended. */
@ApplicationScoped
class PublishActivity {
  /** The others are the organization's own business, not a fault of the flow. */
  private static final Set<FailureKind> ALERTING =
      Set.of(
          FailureKind.EXHAUSTED, FailureKind.REJECTED, FailureKind.MISSING, FailureKind.FORMER_CRM);

  private final Outbox outbox;
  private final Events events;
  private final List<NoteListener> listeners;
  private final Clock clock;

  PublishActivity(Outbox outbox, Events events, @All List<NoteListener> listeners, Clock clock) {
    this.listeners = listeners;
    this.outbox = outbox;
    this.events = events;
    this.clock = clock;
  }

  Uni<Void> synced(Sql sql, Activity activity) {
    return synced(sql, List.of(activity)).chain(() -> noted(sql, List.of(activity)));
  }

  /** Whoever goes on from notes that stand does so in the transaction that records them. */
  Uni<Void> noted(Sql sql, List<Activity> synced) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (NoteListener listener : listeners) {
      all = all.chain(() -> listener.noted(sql, synced));
    }
    return synced.isEmpty() ? Uni.createFrom().voidItem() : all;
  }

  /** Without {@link #noted}. */
  Uni<Void> synced(Sql sql, List<Activity> activities) {
    return outbox.appendAll(
        sql, activities.stream().map(this::success).map(OutboxEntry::of).toList());
  }

  private Event<?> success(Activity activity) {
    Synced synced = (Synced) activity.state();
    ActivitySynced event =
        new ActivitySynced(
            activity.kind().word(),
            activity.subject().subjectId(),
            synced.place().contactId(),
            synced.place().dealId(),
            synced.noteId(),
            activity.attempts(),
            clock.instant());
    return event(activity, Topics.CRM, event);
  }

  Uni<Void> failed(Sql sql, Activity activity) {
    return failed(sql, List.of(activity));
  }

  Uni<Void> failed(Sql sql, List<Activity> activities) {
    return outbox.appendAll(
        sql, activities.stream().flatMap(this::failure).map(OutboxEntry::of).toList());
  }

  private Stream<Event<?>> failure(Activity activity) {
    Failed failed = (Failed) activity.state();
    Instant now = clock.instant();
    String subjectId = activity.subject().subjectId();
    ActivityFailed event =
        new ActivityFailed(
            activity.kind().word(),
            subjectId,
            failed.kind().word(),
            failed.reason(),
            activity.attempts(),
            now);
    return ALERTING.contains(failed.kind())
        ? Stream.of(event(activity, Topics.CRM, event), alert(activity, failed, now))
        : Stream.of(event(activity, Topics.CRM, event));
  }

  private static String what(Activity activity) {
    return activity.kind().isOfMessages() ? "conversa" : "ligação";
  }

  /** About no call: one CRM that is away fails thousands, and all of them are one thing. */
  private Event<AlertRaised> alert(Activity activity, Failed failed, Instant now) {
    AlertRaised alert =
        new AlertRaised(
            UuidV7.next().toString(),
            "crm-sync-service",
            "warning",
            "Uma %s não foi registrada no CRM".formatted(what(activity)),
            "%s (%s %s)".formatted(failed.reason(), what(activity), activity.subject().subjectId()),
            null,
            now);
    return events.create(
        activity.tenant(), Topics.ALERTS, activity.tenant().value(), activity.causation(), alert);
  }

  private Event<?> event(Activity activity, String topic, Record data) {
    return events.create(
        activity.tenant(), topic, activity.subject().subjectId(), activity.causation(), data);
  }
}
