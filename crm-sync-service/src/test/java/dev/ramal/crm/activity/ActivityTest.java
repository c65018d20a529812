package dev.ramal.crm.activity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.crm.activity.ActivityEvent.Corrected;
import dev.ramal.crm.activity.ActivityEvent.GivenUp;
import dev.ramal.crm.activity.ActivityEvent.Recorded;
import dev.ramal.crm.activity.ActivityEvent.Redriven;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Direction;
import dev.ramal.events.TenantId;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ActivityTest {
  private static final Instant START = Instant.parse("2026-11-03T14:05:33Z");

  @Test
  @DisplayName("CRM-12 a correction keeps the recording, and a second recording says nothing")
  void shouldKeepTheRecordingThroughACorrection() {
    // Given
    Activity recorded = pending().on(new Recorded("/first")).orElseThrow();

    // When
    Activity corrected = recorded.on(new Corrected(call(1, 61))).orElseThrow();

    // Then
    assertThat(corrected.call().talkSeconds()).isEqualTo(61);
    assertThat(corrected.call().recordingPath()).isEqualTo("/first");
    assertThat(corrected.on(new Recorded("/second"))).isEmpty();
  }

  @Test
  @DisplayName("CRM-13 a redrive counts attempts anew and keeps a deal that was chosen before")
  void shouldKeepAChosenDeal() {
    // Given
    Activity chosen = failed(pending()).on(new Redriven("chosen")).orElseThrow().withAttempts(3);

    // When
    Activity redriven = failed(chosen).on(new Redriven(null)).orElseThrow();

    // Then
    assertThat(redriven.decidedDealId()).isEqualTo("chosen");
    assertThat(redriven.attempts()).isZero();
  }

  private static Activity failed(Activity activity) {
    return activity.on(new GivenUp(FailureKind.AMBIGUOUS, "two")).orElseThrow();
  }

  private static Activity pending() {
    return Activity.of("a1", TenantId.of("aurora"), NoteKind.CALL, call(0, 37), "event-1", START);
  }

  private static FinishedCall call(int revision, int talkSeconds) {
    return new FinishedCall(
        "c1",
        revision,
        Direction.OUTBOUND,
        null,
        "+5511987654321",
        null,
        CallOutcome.COMPLETED,
        null,
        talkSeconds,
        START,
        START.plusSeconds(60),
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }
}
