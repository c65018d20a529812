package dev.ramal.kit.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.events.Event;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.RecordingErased;
import dev.ramal.kit.app.KitTest;
import dev.ramal.kit.app.Notes;
import dev.ramal.testkit.Tenants;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@KitTest
class BatchConsumerTest extends ConsumerContract {
  BatchConsumerTest() {
    super(Topics.MESSAGES);
  }

  @Test
  void shouldApplyTheOthersOfASetBesideOneThatIsRefused() {
    // Given
    List<Event<RecordingErased>> events =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    event(
                        i % 2 == 0 ? Tenants.AURORA : Tenants.BOREAL,
                        Notes.newId(),
                        i % 50 == 7 ? "too-late" : "ok"))
            .toList();

    // When
    events.forEach(probe::send);

    // Then
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(events).filteredOn(Notes::isRemembered).hasSize(196));
    assertThat(events)
        .allSatisfy(
            event ->
                assertThat(Notes.count(event.tenant(), event.subject()))
                    .isEqualTo(event.data().recordingId().equals("ok") ? 1 : 0));
  }
}
