package dev.ramal.crm.activities;

import dev.ramal.crm.activities.CallNews.Ended;
import dev.ramal.crm.activities.CallNews.RecordingTold;
import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.ActivityEvent.Corrected;
import dev.ramal.crm.activity.ActivityEvent.Recorded;
import dev.ramal.crm.activity.FinishedCall;
import dev.ramal.kit.consuming.BatchHandler;
import dev.ramal.kit.consuming.Delivery;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.tenancy.Sql;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes finished calls into the store, together with the jobs that write their notes a little
 * later.
 *
 * <p>A note can never be changed. So it waits for the recording's link where one is expected, and a
 * few seconds for a correction of the call.
 *
 * <p>Failure policy: a recording that comes before the end of its call is kept until the end comes;
 * one that comes after its grace leaves the note without a link; a correction that comes after the
 * note is counted and not written, because a second note would be worse than an inexact one.
 */
@ApplicationScoped
class RecordFinishedCalls implements BatchHandler {
  private final ActivityRepository activities;
  private final NoteJobs notes;
  private final ActivityConfig config;
  private final Clock clock;
  private final MeterRegistry metrics;

  RecordFinishedCalls(
      ActivityRepository activities,
      NoteJobs notes,
      ActivityConfig config,
      Clock clock,
      MeterRegistry metrics) {
    this.activities = activities;
    this.notes = notes;
    this.config = config;
    this.clock = clock;
    this.metrics = metrics;
  }

  @Override
  public Uni<Void> apply(Sql sql, List<Delivery> deliveries) {
    Map<Delivery, CallNews> told = new LinkedHashMap<>();
    for (Delivery delivery : deliveries) {
      delivery.attempt(() -> told.put(delivery, CallNews.of(delivery.event())));
    }
    NotePlan plan = new NotePlan();
    return activities
        .lockAll(sql, told.values().stream().map(CallNews::call).toList())
        .invoke(set -> told.forEach((by, news) -> by.attempt(() -> take(set, plan, news))))
        .chain(set -> store(sql, set, plan));
  }

  @Override
  public boolean concerns(ReceivedEvent event) {
    return CallNews.isToldBy(event);
  }

  private Uni<Void> store(Sql sql, ActivitySet set, NotePlan plan) {
    Map<Activity, Duration> added = new LinkedHashMap<>();
    plan.added().forEach((call, wait) -> added.put(set.find(call).orElseThrow(), wait));
    List<Activity> hurried =
        plan.hurried().stream().map(call -> set.find(call).orElseThrow()).toList();
    return Sql.together(
        List.of(
            activities.write(sql, set),
            notes.append(sql, added),
            notes.hurry(sql, hurried, config.correctionWait())));
  }

  private void take(ActivitySet set, NotePlan plan, CallNews news) {
    Activity known = set.find(news.call()).orElse(null);
    if (news instanceof Ended ended) {
      if (known == null) {
        begin(set, plan, ended);
      } else {
        correct(set, known, ended.told());
      }
    } else if (news instanceof RecordingTold recording) {
      if (known == null) {
        set.keepRecording(recording.call(), recording.path());
      } else {
        attach(set, plan, known, recording);
      }
    }
  }

  private void begin(ActivitySet set, NotePlan plan, Ended ended) {
    String recording = set.earlyRecording(ended.call());
    FinishedCall call = recording == null ? ended.told() : ended.told().withRecording(recording);
    set.put(
        Activity.of(
            UuidV7.next().toString(),
            ended.call().tenant(),
            call,
            ended.causation(),
            clock.instant()));
    boolean waits = ended.recordingExpected() && recording == null;
    plan.add(ended.call(), waits ? config.recordingGrace() : config.correctionWait());
  }

  private void correct(ActivitySet set, Activity known, FinishedCall call) {
    if (call.revision() > known.call().revision()) {
      known
          .on(new Corrected(call))
          .ifPresentOrElse(set::put, () -> late("ramal_crm_late_corrections"));
    }
  }

  private void attach(ActivitySet set, NotePlan plan, Activity known, RecordingTold recording) {
    known
        .on(new Recorded(recording.path()))
        .ifPresentOrElse(
            recorded -> {
              set.put(recorded);
              plan.hurry(recording.call(), config.correctionWait());
            },
            () -> late("ramal_crm_late_recordings"));
  }

  private void late(String counter) {
    metrics.counter(counter).increment();
  }
}
