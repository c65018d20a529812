package dev.ramal.calls.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.LeadUp;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.RecordingReady;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class FindRecordingsTest {
  private final CallApi bruno = CallApi.as("bruno");

  @BeforeEach
  void connect() {
    Connections.telnyx("carla");
    Simulator.noFaults();
    Simulator.catchUp();
  }

  @AfterEach
  void noFaults() {
    Simulator.noFaults();
  }

  @Test
  @DisplayName("CALL-149 a recording whose callback was lost is found at the carrier and fetched")
  void shouldFindARecordingThatNobodyToldOf() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      String id = recorded(probe);

      // When
      CallEnded ended = probe.await(CallEnded.class, id);

      // Then
      assertThat(ended.recordingExpected()).isTrue();
      RecordingReady ready = probe.await(RecordingReady.class, id);
      assertThat(ready.bytes()).isPositive();
      assertThat(ready.seconds()).isPositive();
      assertThat(ready.channels()).isEqualTo(2);
    }
  }

  @Test
  @DisplayName("CALL-150 when the carrier has no recording of a recorded call, a person is told")
  void shouldTellAPersonThatNoneCame() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS, Topics.ALERTS)) {
      // Given
      Simulator.fault("GET", "status", "telnyx", "/recordings", 100, Map.of("status", 404));
      String id = recorded(probe);

      // When
      AlertRaised alert = probe.await(AlertRaised.class, id);

      // Then
      assertThat(alert.title()).isEqualTo("Gravação não chegou");
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () ->
                  probe.all(Tenants.AURORA, CallEnded.class).stream()
                      .filter(record -> id.equals(record.subject()))
                      .map(record -> record.data(CallEnded.class))
                      .anyMatch(end -> "lost".equals(end.noRecording())));
      assertThat(bruno.<String>recording(id, "why")).isEqualTo("lost");
    }
  }

  /** Told, recorded and over; the carrier's word of the recording went nowhere. */
  private String recorded(TopicProbe probe) {
    String id = bruno.dials(Map.of("to", "+5511987650149", "carrier", "telnyx", "record", true));
    LeadUp call = LeadUp.atTelnyx(probe, bruno, id);
    String lead = call.spokenLead("completed");
    await().until(() -> !LeadUp.commands("record_start", lead).isEmpty());
    await().until(() -> "begun".equals(bruno.recording(id, "state")));
    Simulator.advance(90);
    call.over();
    return id;
  }
}
