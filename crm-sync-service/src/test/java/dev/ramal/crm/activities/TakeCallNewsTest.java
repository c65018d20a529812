package dev.ramal.crm.activities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.crm.activities.CallNews.Ended;
import dev.ramal.crm.activities.CallNews.RecordingTold;
import dev.ramal.crm.activity.Activity;
import dev.ramal.crm.activity.ActivityEvent.NoteBegun;
import dev.ramal.crm.activity.ActivityEvent.NoteWritten;
import dev.ramal.crm.activity.ActivityState.NotePlace;
import dev.ramal.crm.activity.FinishedCall;
import dev.ramal.crm.activity.NoteKind;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.AgentStatusChanged;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.FollowUpRequested;
import dev.ramal.events.calls.FollowUpWithdrawn;
import dev.ramal.events.calls.RecordingReady;
import dev.ramal.kit.consuming.ReceivedEvent;
import dev.ramal.testkit.Tenants;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** With the defaults: 3 s for a correction, 3 min for the agent, 10 min for a recording. */
class TakeCallNewsTest {
  private static final Duration SETTLE = Duration.ofSeconds(3);
  private static final Duration WRAP_UP = Duration.ofMinutes(3);
  private static final Duration RECORDING = Duration.ofMinutes(10);
  private static final NotePlace PLACE = new NotePlace("contact", "deal");

  private final CallKey call = new CallKey(Tenants.AURORA, "c1");
  private final NoteKey note = new NoteKey(call, NoteKind.CALL);
  private final NoteKey followUp = new NoteKey(call, NoteKind.FOLLOW_UP);
  private final ActivitySet set = new ActivitySet();
  private final List<String> late = new ArrayList<>();
  private final ActivityConfig config =
      new SmallRyeConfigBuilder()
          .withConverter(Duration.class, 100, new DurationConverter())
          .withMapping(ActivityConfig.class)
          .build()
          .getConfigMapping(ActivityConfig.class);

  @Test
  @DisplayName("CRM-82 a note waits for the agent's disposition, at most for the wrap-up time")
  void shouldWaitForTheAgent() {
    // When
    NotePlan open = take(ended(0, null, false));
    NotePlan said = take(ended(1, "fechado", false));

    // Then
    assertThat(open.added()).containsEntry(note, WRAP_UP);
    assertThat(said.hurried()).containsEntry(note, SETTLE);
    assertThat(set.find(note).orElseThrow().call().disposition()).isEqualTo("fechado");
  }

  @Test
  void shouldConcernItselfWithEndsAndRecordingsOnly() {
    // Then
    assertThat(isToldBy(CallEnded.TYPE)).isTrue();
    assertThat(isToldBy(RecordingReady.TYPE)).isTrue();
    assertThat(isToldBy(FollowUpRequested.TYPE)).isFalse();
    assertThat(isToldBy(FollowUpWithdrawn.TYPE)).isFalse();
    assertThat(isToldBy(AgentStatusChanged.TYPE)).isFalse();
  }

  private static boolean isToldBy(String type) {
    return CallNews.isToldBy(
        new ReceivedEvent(
            "e", type, Tenants.AURORA, "c1", Instant.EPOCH, null, Topics.CALLS, "k", 0, "{}"));
  }

  @Test
  @DisplayName("CRM-82 a note that has its disposition still waits for the recording")
  void shouldWaitForTheRecordingToo() {
    // When
    NotePlan open = take(ended(0, null, true));
    NotePlan said = take(ended(1, "fechado", true));
    NotePlan recorded = take(new RecordingTold(call, "/media/player/r1"));

    // Then
    assertThat(open.added()).containsEntry(note, RECORDING);
    assertThat(said.hurried()).isEmpty();
    assertThat(recorded.hurried()).containsEntry(note, SETTLE);
  }

  @Test
  @DisplayName("CRM-110 a note waits no longer for a recording that will not come")
  void shouldNotWaitForARecordingThatIsAbsent() {
    // Given
    NotePlan open = take(ended(0, "fechado", true));

    // When
    NotePlan absent = take(ended(1, "fechado", false));

    // Then
    assertThat(open.added()).containsEntry(note, RECORDING);
    assertThat(absent.hurried()).containsEntry(note, SETTLE);
  }

  @Test
  @DisplayName(
      "CRM-82 a recorded call whose agent has said nothing waits no longer than one that is not")
  void shouldNotWaitForTheAgentAsLongAsForARecording() {
    // Given
    take(ended(0, null, true));

    // When
    NotePlan recorded = take(new RecordingTold(call, "/media/player/r1"));

    // Then
    assertThat(recorded.hurried()).containsEntry(note, WRAP_UP);
  }

  @Test
  @DisplayName(
      "CRM-83 what is told after the note becomes one note that follows, with its own marker")
  void shouldFollowOnce() {
    // Given
    take(ended(0, "interessado", false));
    written(note);

    // When
    NotePlan plan = take(ended(1, "fechado", false));
    NotePlan again = take(ended(2, "perdido", false));
    NotePlan old = take(ended(1, "fechado", false));

    // Then
    assertThat(plan.added()).containsOnlyKeys(followUp).containsValue(WRAP_UP);
    assertThat(again.added()).isEmpty();
    assertThat(old.added()).isEmpty();
    assertThat(set.find(followUp).orElseThrow().call().disposition()).isEqualTo("perdido");
    assertThat(set.find(note).orElseThrow().call().disposition()).isEqualTo("interessado");
    assertThat(late).isEmpty();
  }

  @Test
  @DisplayName("CRM-83 a recording that comes after the note is in the note that follows")
  void shouldFollowWithALateRecording() {
    // Given
    take(ended(0, "interessado", true));
    written(note);

    // When
    take(new RecordingTold(call, "/media/player/r1"));

    // Then
    assertThat(set.find(followUp).orElseThrow().call().recordingPath())
        .isEqualTo("/media/player/r1");
  }

  @Test
  @DisplayName("CRM-122 that there is no recording is told, if need be in the note that follows")
  void shouldFollowWithWhyThereIsNoRecording() {
    // Given
    take(unrecorded(0, null));
    written(note);

    // When
    take(unrecorded(1, "own-bucket"));

    // Then
    assertThat(set.find(followUp).orElseThrow().call().noRecording()).isEqualTo("own-bucket");
  }

  @Test
  @DisplayName("CRM-83 a correction that changes nothing of the note brings no second one")
  void shouldNotRepeatItself() {
    // Given
    take(ended(0, "interessado", false));
    written(note);

    // When
    NotePlan plan = take(ended(1, "interessado", false));

    // Then
    assertThat(plan.added()).isEmpty();
    assertThat(set.find(followUp)).isEmpty();
  }

  @Test
  @DisplayName("CRM-83 what is told after the note that follows is counted")
  void shouldCountWhatIsTooLateForBoth() {
    // Given
    take(ended(0, "interessado", false));
    written(note);
    take(ended(1, "fechado", false));
    written(followUp);

    // When
    take(ended(2, "perdido", false));

    // Then
    assertThat(late).containsExactly(TakeCallNews.LATE_CORRECTION);
  }

  private NotePlan take(CallNews news) {
    NotePlan plan = new NotePlan();
    new TakeCallNews(set, plan, config, Instant.parse("2026-11-03T14:07:00Z"), late::add)
        .take(news);
    return plan;
  }

  private void written(NoteKey key) {
    Activity begun = set.find(key).orElseThrow().on(new NoteBegun(PLACE)).orElseThrow();
    set.put(begun.on(new NoteWritten(PLACE, "n1")).orElseThrow());
  }

  private Ended unrecorded(int revision, String why) {
    FinishedCall told =
        FinishedCall.of(
            FinishedCalls.withoutRecording(
                    Tenants.AURORA, call.callId(), "+5511987654321", why, revision)
                .data());
    return new Ended(call, told, false, "event-" + revision);
  }

  private Ended ended(int revision, String disposition, boolean recorded) {
    FinishedCall told =
        FinishedCall.of(
            FinishedCalls.ended(
                    Tenants.AURORA, call.callId(), "+5511987654321", recorded, revision, 37)
                .data());
    return new Ended(
        call, FinishedCalls.wrapUp(told, disposition, null), recorded, "event-" + revision);
  }
}
