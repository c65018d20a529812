package dev.ramal.crm.activities;

import dev.ramal.crm.activities.CallNews.Ended;
import dev.ramal.crm.activities.CallNews.RecordingTold;
import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.ActivityEvent;
import dev.ramal.crm.activity.ActivityEvent.Corrected;
import dev.ramal.crm.activity.ActivityEvent.Recorded;
import dev.ramal.crm.activity.FinishedCall;
import dev.ramal.crm.activity.NoteKind;
import dev.ramal.kit.ids.UuidV7;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What news of calls mean for a set of activities and for the plan of their notes.
 *
 * <p>A note can never be changed. So it waits for the recording's link where one is expected, for
 * the agent's disposition, and a few seconds for a correction of the call. What is told after the
 * note was begun becomes one short note that follows it; what is told after that one is late.
 */
final class TakeCallNews {
  static final String LATE_CORRECTION = "ramal_crm_late_corrections";
  static final String LATE_RECORDING = "ramal_crm_late_recordings";

  private final ActivitySet set;
  private final NotePlan plan;
  private final ActivityConfig config;
  private final Instant now;
  private final Consumer<String> late;

  /**
   * @param late hears which counter counts what came too late for any note
   */
  TakeCallNews(
      ActivitySet set, NotePlan plan, ActivityConfig config, Instant now, Consumer<String> late) {
    this.set = set;
    this.plan = plan;
    this.config = config;
    this.now = now;
    this.late = late;
  }

  void take(CallNews news) {
    Activity known = set.find(new NoteKey(news.call(), NoteKind.CALL)).orElse(null);
    if (news instanceof Ended ended) {
      if (known == null) {
        begin(ended);
      } else {
        correct(known, ended);
      }
    } else if (news instanceof RecordingTold recording) {
      if (known == null) {
        set.keepRecording(recording.call(), recording.path());
      } else {
        attach(known, recording);
      }
    }
  }

  private void begin(Ended ended) {
    String recording = set.earlyRecording(ended.call());
    FinishedCall call = recording == null ? ended.told() : ended.told().withRecording(recording);
    Duration wait = waitFor(call);
    if (ended.recordingExpected() && recording == null) {
      wait = longer(wait, config.recordingGrace());
    }
    add(anew(ended.call(), NoteKind.CALL, call, ended.causation()), wait);
  }

  private void correct(Activity known, Ended ended) {
    FinishedCall call = ended.told();
    if (call.revision() <= lastTold(known).revision()) {
      return;
    }
    Optional<Activity> corrected = known.on(new Corrected(call));
    if (corrected.isEmpty()) {
      FinishedCall whole = call.withRecording(known.call().recordingPath());
      follow(known, whole, new Corrected(call), ended.causation(), LATE_CORRECTION);
      return;
    }
    set.put(corrected.get());
    boolean recordingAwaited =
        ended.recordingExpected() && corrected.get().call().recordingPath() == null;
    if (!recordingAwaited) {
      plan.hurry(NoteKey.of(known), waitFor(call));
    }
  }

  private void attach(Activity known, RecordingTold recording) {
    if (known.call().recordingPath() != null) {
      return;
    }
    Recorded recorded = new Recorded(recording.path());
    Optional<Activity> attached = known.on(recorded);
    if (attached.isEmpty()) {
      FinishedCall whole = known.call().withRecording(recording.path());
      follow(known, whole, recorded, known.causation(), LATE_RECORDING);
      return;
    }
    set.put(attached.get());
    plan.hurry(NoteKey.of(known), waitFor(attached.get().call()));
  }

  /** The first note stands, or may stand: one more tells what it does not. */
  private void follow(
      Activity known, FinishedCall whole, ActivityEvent event, String causation, String counter) {
    Activity following = following(known);
    if (following != null) {
      following.on(event).ifPresentOrElse(set::put, () -> late.accept(counter));
    } else if (!whole.tellsTheSameAs(known.call())) {
      add(
          anew(CallKey.of(known), NoteKind.FOLLOW_UP, whole, causation),
          longer(config.wrapUp(), config.correctionWait()));
    }
  }

  private void add(Activity activity, Duration wait) {
    set.put(activity);
    plan.add(NoteKey.of(activity), wait);
  }

  private Activity anew(CallKey call, NoteKind kind, FinishedCall told, String causation) {
    return Activity.of(UuidV7.next().toString(), call.tenant(), kind, told, causation, now);
  }

  private FinishedCall lastTold(Activity known) {
    Activity following = following(known);
    return following == null ? known.call() : following.call();
  }

  private Activity following(Activity known) {
    return set.find(new NoteKey(CallKey.of(known), NoteKind.FOLLOW_UP)).orElse(null);
  }

  private Duration waitFor(FinishedCall call) {
    return call.awaitsWrapUp()
        ? longer(config.wrapUp(), config.correctionWait())
        : config.correctionWait();
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
