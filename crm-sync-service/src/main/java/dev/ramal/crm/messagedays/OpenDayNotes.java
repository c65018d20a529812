package dev.ramal.crm.messagedays;

import dev.ramal.crm.activities.ActivityRepository;
import dev.ramal.crm.activities.NoteJobs;
import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.ActivityState;
import dev.ramal.crm.activity.ActivityState.Failed;
import dev.ramal.crm.activity.ActivityState.Pending;
import dev.ramal.crm.activity.MessageDay;
import dev.ramal.crm.activity.NoteKind;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.tenancy.Sql;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Begins the notes of days, with the jobs that write them, in the caller's transaction. */
@ApplicationScoped
class OpenDayNotes {
  static final String LATE = "ramal_crm_late_messages";

  private final ActivityRepository activities;
  private final NoteJobs notes;
  private final MessageDayConfig config;
  private final Clock clock;
  private final MeterRegistry metrics;

  OpenDayNotes(
      ActivityRepository activities,
      NoteJobs notes,
      MessageDayConfig config,
      Clock clock,
      MeterRegistry metrics) {
    this.activities = activities;
    this.notes = notes;
    this.config = config;
    this.clock = clock;
    this.metrics = metrics;
  }

  /** Of days that have just been closed, in the order of their last messages. */
  Uni<Void> first(Sql sql, List<KeptDay.Closed> closed) {
    Map<Activity, Duration> begun = new LinkedHashMap<>();
    for (KeptDay.Closed day : closed) {
      MessageDay told =
          new MessageDay(
              day.day().id(), day.day().day(), day.day().person(), day.contactId(), day.lastAt());
      begun.put(anew(day.day(), NoteKind.MESSAGES, told), Duration.ZERO);
    }
    return begin(sql, begun);
  }

  /**
   * Of days of which something was heard after they were closed. A note that has not begun will
   * tell it.
   *
   * @param about the days' activities, locked
   */
  Uni<Void> afterwards(Sql sql, List<KeptDay> late, List<Activity> about) {
    Map<Activity, Duration> begun = new LinkedHashMap<>();
    for (KeptDay day : late) {
      Activity first = find(about, day, NoteKind.MESSAGES);
      Activity following = find(about, day, NoteKind.MESSAGES_FOLLOW_UP);
      if (first == null) {
        MessageDay told = new MessageDay(day.id(), day.day(), day.person(), null, clock.instant());
        begun.put(anew(day, NoteKind.MESSAGES, told), config.gather());
      } else if (!mayStillTell(first) && following == null) {
        begun.put(
            anew(day, NoteKind.MESSAGES_FOLLOW_UP, (MessageDay) first.subject()), config.gather());
      } else if (!mayStillTell(first) && !mayStillTell(following)) {
        Counter.builder(LATE)
            .description("Messages that came too late for the notes of their day")
            .register(metrics)
            .increment();
      }
    }
    return begin(sql, begun);
  }

  private Uni<Void> begin(Sql sql, Map<Activity, Duration> begun) {
    return begun.isEmpty()
        ? Uni.createFrom().voidItem()
        : Sql.together(
            List.of(activities.updateAll(sql, begun.keySet()), notes.append(sql, begun)));
  }

  private Activity anew(KeptDay day, NoteKind kind, MessageDay told) {
    return Activity.of(
        UuidV7.next().toString(), day.tenant(), kind, told, day.causation(), clock.instant());
  }

  /** Null when there is none. */
  private static Activity find(List<Activity> about, KeptDay day, NoteKind kind) {
    return about.stream()
        .filter(one -> one.kind() == kind && one.subject().subjectId().equals(day.id()))
        .findFirst()
        .orElse(null);
  }

  /** Whether no note of it can exist. */
  private static boolean mayStillTell(Activity activity) {
    ActivityState state = activity.state();
    return state instanceof Pending || state instanceof Failed failed && failed.place() == null;
  }
}
