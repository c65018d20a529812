package dev.ramal.kit.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.events.Event;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.RecordingErased;
import dev.ramal.kit.app.KitTest;
import dev.ramal.kit.app.Notes;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.Tenants;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
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

  @Test
  void shouldGoPastAKeyWhoseRowSomebodyHolds() throws SQLException {
    // Given
    String key = Notes.newId();
    List<Event<RecordingErased>> held =
        IntStream.range(0, 4)
            .mapToObj(i -> event(Tenants.AURORA, key, Notes.newId(), i == 2 ? "poison" : "ok"))
            .toList();
    List<Event<RecordingErased>> others =
        IntStream.range(0, 60)
            .mapToObj(i -> event(i % 2 == 0 ? Tenants.AURORA : Tenants.BOREAL, Notes.newId(), "ok"))
            .toList();
    try (Connection holder = Notes.DATABASE.connect();
        PreparedStatement write =
            holder.prepareStatement("insert into notes (tenant, id, body) values (?, ?, '')")) {
      holder.setAutoCommit(false);
      write.setString(1, held.get(0).tenant().value());
      write.setString(2, held.get(0).data().callId());
      write.execute();

      // When
      probe.send(held.get(0));
      others.subList(0, 30).forEach(probe::send);
      held.subList(1, 4).forEach(probe::send);
      others.subList(30, 60).forEach(probe::send);

      // Then
      await()
          .atMost(Duration.ofSeconds(12))
          .untilAsserted(() -> assertThat(others).allMatch(Notes::isRemembered));
      assertThat(held).noneMatch(Notes::isRemembered);
      assertThat(longestWaitForTheDatabase()).isPositive();
      holder.rollback();
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(held).filteredOn(Notes::isRemembered).hasSize(3));
    deadLetter(held.get(2));
    published(held.get(3));
    assertThat(probe.all().stream().filter(record -> key.equals(record.subject())))
        .filteredOn(record -> record.topic().equals(Topics.CRM))
        .extracting(ReceivedRecord::causation)
        .containsExactly(held.get(0).id(), held.get(1).id(), held.get(3).id());
    await().until(() -> longestWaitForTheDatabase() == 0);
  }
}
