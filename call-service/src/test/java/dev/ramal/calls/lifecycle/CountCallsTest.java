package dev.ramal.calls.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Event;
import dev.ramal.events.EventContracts;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.CallRinging;
import dev.ramal.kit.outbox.OutboxEntry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CountCallsTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final CountCalls counts = new CountCalls(meters, List.of());

  @Test
  @DisplayName("CALL-220 a call is counted once by how it ended, however often that is corrected")
  void shouldCountACallOnceByHowItEnded() {
    // Given
    String ended = EventContracts.sample(CallEnded.TYPE);
    CallEnded first = EventJson.read(revision(ended, 0), CallEnded.class);
    CallEnded corrected = EventJson.read(revision(ended, 1), CallEnded.class);
    CallRinging ringing =
        EventJson.read(EventContracts.sample(CallRinging.TYPE), CallRinging.class);

    // When
    counts.count(List.of(published(ringing), published(first)));
    counts.count(List.of(published(corrected)));

    // Then
    assertThat(
            meters
                .get("ramal.calls")
                .tags("outcome", first.outcome().wire(), "carrier", first.carrier().wire())
                .tag("direction", first.direction().wire())
                .counter()
                .count())
        .isEqualTo(1);
    assertThat(meters.find("ramal.calls").counters()).hasSize(1);
  }

  private static String revision(String ended, int revision) {
    return ended.replaceFirst("\"revision\": *\\d+", "\"revision\":" + revision);
  }

  private static PublishedEvent published(Record data) {
    Event<?> event =
        new Event<>(
            "e",
            "/call-service",
            "c",
            Instant.EPOCH,
            TenantId.of("aurora"),
            null,
            Topics.CALLS,
            "aurora:c",
            data);
    return new PublishedEvent(OutboxEntry.of(event), null);
  }
}
