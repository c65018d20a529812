package dev.ramal.kit.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.events.Event;
import dev.ramal.events.EventHeaders;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.calls.RecordingErased;
import dev.ramal.kit.app.KitTest;
import dev.ramal.kit.app.Notes;
import dev.ramal.kit.failure.DeadLetter;
import dev.ramal.kit.failure.DeadLetter.Place;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureHeaders;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.TopicProbe;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@KitTest
class TellDeadLettersTest {
  private static final String DEAD_LETTERS = Topics.deadLetter(Topics.CALLS, "kit-test");
  private static final String SUBJECT = Topics.CALLS + " Malformed";

  /** Which no other test uses: what it was told of is remembered for an hour. */
  private final TenantId organization = TenantId.of("dead-" + System.nanoTime());

  @Inject MeterRegistry meters;
  @Inject jakarta.enterprise.event.Event<DeadLetter> fired;
  private TopicProbe probe;

  @BeforeEach
  void open() {
    probe = TopicProbe.on(Topics.ALERTS, DEAD_LETTERS);
  }

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void shouldDeadLetterAtOnceWhatBreaksItsSchemaAndAlertOnce() {
    // Given
    double before = counted();
    List<String> lines = new CopyOnWriteArrayList<>();
    Handler listening = listen(lines);
    List<Event<RecordingErased>> broken = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      broken.add(Notes.event(Topics.CALLS, organization, Notes.newId(), Notes.newId(), "ok"));
    }

    // When
    broken.forEach(
        event ->
            probe.send(
                event.topic(), event.key(), EventHeaders.of(event), "{\"callId\":\"+5511\"}"));

    // Then
    for (Event<?> event : broken) {
      assertThat(deadLetter(event.id()).headers())
          .containsEntry(FailureHeaders.ATTEMPT, "1")
          .containsEntry(FailureHeaders.KIND, "Malformed")
          .containsEntry(FailureHeaders.CODE, "schema")
          .containsEntry(
              FailureHeaders.DETAIL,
              RecordingErased.TYPE + ": $: required property 'recordingId' not found");
    }
    AlertRaised alert = alertOf(organization);
    assertThat(alert.severity()).isEqualTo("critical");
    assertThat(alert.service()).isEqualTo("kit-test");
    assertThat(alert.detail()).contains(DEAD_LETTERS);
    await().until(() -> counted() == before + 3);
    await()
        .during(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(alertsOf(organization)).hasSize(1));
    Logger.getLogger(TellDeadLetters.class.getName()).removeHandler(listening);
    assertThat(lines)
        .filteredOn(line -> line.contains("tenant=" + organization))
        .hasSize(3)
        .allSatisfy(
            line ->
                assertThat(line)
                    .startsWith("WARN")
                    .contains("topic=" + Topics.CALLS, "dead letter: Malformed schema")
                    .doesNotContain("+5511"));
  }

  @Test
  void shouldTellTheOperatorOfWhatNamesNoOrganization() {
    // Given
    String topic = "unheard-of-" + System.nanoTime() + ".v1";
    Failure failure = new Failure.Malformed("ce_tenant", "the header ce_tenant is missing");
    List<String> lines = new CopyOnWriteArrayList<>();
    Handler listening = listen(lines);

    // When
    String id = "x\n2026-11-29 ERROR tenant=aurora";
    fired.fire(
        new DeadLetter(
            null, id, topic, new Place(topic, 0, 7), failure, 1, topic + ".kit-test.dlq"));
    Logger.getLogger(TellDeadLetters.class.getName()).removeHandler(listening);

    // Then
    assertThat(lines)
        .filteredOn(line -> line.contains(topic))
        .containsExactly(
            "WARN tenant=none topic=%s partition=0 offset=7 event=- attempt=1 dead letter:"
                    .formatted(topic)
                + " Malformed ce_tenant");
    assertThat(
            probe
                .await(
                    "the operator's alert",
                    record -> (topic + " Malformed").equals(record.subject()))
                .tenant())
        .isEqualTo(TenantId.OPERATOR);
  }

  private ReceivedRecord deadLetter(String id) {
    return probe.await(
        "a dead letter", record -> record.topic().equals(DEAD_LETTERS) && id.equals(record.id()));
  }

  private AlertRaised alertOf(TenantId tenant) {
    return probe
        .await("an alert", record -> isAlert(record) && tenant.equals(record.tenant()))
        .data(AlertRaised.class);
  }

  private List<ReceivedRecord> alertsOf(TenantId tenant) {
    return probe.all().stream()
        .filter(record -> isAlert(record) && tenant.equals(record.tenant()))
        .toList();
  }

  private static boolean isAlert(ReceivedRecord record) {
    return record.is(AlertRaised.class) && SUBJECT.equals(record.subject());
  }

  private double counted() {
    return meters.counter("ramal.dead.letters", "topic", Topics.CALLS, "kind", "Malformed").count();
  }

  private static Handler listen(List<String> lines) {
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            lines.add(record.getLevel() + " " + ((ExtLogRecord) record).getFormattedMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger.getLogger(TellDeadLetters.class.getName()).addHandler(handler);
    return handler;
  }
}
