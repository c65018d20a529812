package dev.ramal.kit.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.events.Event;
import dev.ramal.events.EventHeaders;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.RecordingErased;
import dev.ramal.kit.app.Notes;
import dev.ramal.kit.failure.FailureHeaders;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What both ways of consuming promise; each has its own topic. */
abstract class ConsumerContract {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  protected TopicProbe probe;
  @Inject MeterRegistry meters;
  private final String topic;
  private final String deadLetters;

  ConsumerContract(String topic) {
    this.topic = topic;
    this.deadLetters = Topics.deadLetter(topic, "kit-test");
  }

  @BeforeEach
  void open() {
    probe = TopicProbe.on(Topics.CRM, deadLetters);
  }

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void shouldWriteInboxStateAndOutboxTogether() {
    // Given
    Event<RecordingErased> event = event(Tenants.AURORA, Notes.newId(), "ok");

    // When
    probe.send(event);

    // Then
    ReceivedRecord published = published(event);
    assertThat(published.tenant()).isEqualTo(Tenants.AURORA);
    assertThat(published.key()).isEqualTo("aurora:" + event.subject());
    assertThat(Notes.count(Tenants.AURORA, event.subject())).isEqualTo(1);
    assertThat(Notes.isRemembered(event)).isTrue();
  }

  @Test
  void shouldLeaveNothingOfInboxStateAndOutboxWhenTheWorkFails() {
    // Given
    Event<RecordingErased> event = event(Tenants.AURORA, Notes.newId(), "malformed");

    // When
    probe.send(event);

    // Then
    deadLetter(event);
    assertThat(Notes.count(Tenants.AURORA, event.subject())).isZero();
    assertThat(Notes.isRemembered(event)).isFalse();
    assertThat(Notes.DATABASE.count("outbox where headers like ?", "%" + event.id() + "%"))
        .isZero();
  }

  @Test
  void shouldNotLetOneOrganizationUseUpTheEventIdsOfAnother() {
    // Given
    Event<RecordingErased> theirs = event(Tenants.BOREAL, Notes.newId(), "ok");
    Event<RecordingErased> ours = event(Tenants.AURORA, Notes.newId(), "ok");
    Event<RecordingErased> sameId =
        new Event<>(
            theirs.id(),
            ours.source(),
            ours.subject(),
            ours.time(),
            ours.tenant(),
            null,
            ours.topic(),
            ours.key(),
            ours.data());

    // When
    probe.send(theirs);
    probe.send(sameId);

    // Then
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(Notes.count(Tenants.BOREAL, theirs.subject())).isEqualTo(1);
              assertThat(Notes.count(Tenants.AURORA, sameId.subject())).isEqualTo(1);
            });
  }

  @Test
  void shouldApplyAnEventOnceHoweverOftenItComes() {
    // Given
    Event<RecordingErased> event = event(Tenants.BOREAL, Notes.newId(), "ok");
    Event<RecordingErased> last = event(Tenants.BOREAL, event.subject(), Notes.newId(), "ok");

    // When
    IntStream.range(0, 5).forEach(i -> probe.send(event));
    probe.send(last);

    // Then
    published(last);
    assertThat(caused(event)).hasSize(1);
    assertThat(Notes.count(Tenants.BOREAL, event.subject())).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"poison", "poison-json", "poison-file", "poison-parameter"})
  void shouldLetAPoisonRecordCostOnlyItself(String behaviour) {
    // Given
    String key = Notes.newId();
    List<Event<RecordingErased>> good =
        IntStream.range(0, 20)
            .mapToObj(i -> event(Tenants.AURORA, key, Notes.newId(), "ok"))
            .toList();
    Event<RecordingErased> poison = event(Tenants.AURORA, key, Notes.newId(), behaviour);

    // When
    good.subList(0, 10).forEach(probe::send);
    probe.send(poison);
    good.subList(10, 20).forEach(probe::send);

    // Then
    ReceivedRecord dead = deadLetter(poison);
    assertThat(dead.headers())
        .containsEntry(FailureHeaders.KIND, "Transient")
        .containsEntry(FailureHeaders.ATTEMPT, "3")
        .containsEntry(FailureHeaders.SOURCE_TOPIC, topic);
    good.forEach(event -> assertThat(caused(event)).hasSize(1));
    assertThat(caused(poison)).isEmpty();
  }

  @Test
  void shouldApplyTheEventsOfOneKeyInOrder() {
    // Given
    String key = Notes.newId();
    List<Event<RecordingErased>> events =
        IntStream.range(0, 50)
            .mapToObj(i -> event(Tenants.AURORA, key, Notes.newId(), "ok"))
            .toList();

    // When
    events.forEach(probe::send);

    // Then
    published(events.get(49));
    List<String> causes =
        probe.all().stream()
            .filter(record -> key.equals(record.subject()) && record.topic().equals(Topics.CRM))
            .map(ReceivedRecord::causation)
            .toList();
    assertThat(causes).containsExactlyElementsOf(events.stream().map(Event::id).toList());
  }

  @Test
  void shouldApplyAfterADelayWhatCameTooEarly() {
    // Given
    Event<RecordingErased> early = event(Tenants.AURORA, Notes.newId(), "second-time");

    // When
    probe.send(early);

    // Then
    published(early);
    assertThat(Notes.count(Tenants.AURORA, early.subject())).isEqualTo(1);
  }

  @Test
  void shouldDeadLetterAnUnreadableRecordWithItsHeadersAndTheReason() {
    // Given
    Event<RecordingErased> event = event(Tenants.AURORA, Notes.newId(), "ok");

    // When
    probe.send(event.topic(), event.key(), EventHeaders.of(event), "{not json");

    // Then
    ReceivedRecord dead = deadLetter(event);
    assertThat(dead.json()).isEqualTo("{not json");
    assertThat(dead.key()).isEqualTo(event.key());
    assertThat(dead.headers())
        .containsEntry(FailureHeaders.KIND, "Malformed")
        .containsEntry(FailureHeaders.CODE, "schema")
        .containsEntry(FailureHeaders.ATTEMPT, "1")
        .containsEntry(EventHeaders.TENANT, "aurora")
        .containsKeys(FailureHeaders.SOURCE_PARTITION, FailureHeaders.SOURCE_OFFSET);
  }

  @Test
  void shouldNotStumbleOverARetryCountThatIsNoNumber() {
    // Given
    Event<RecordingErased> good = event(Tenants.AURORA, Notes.newId(), "ok");
    Event<RecordingErased> bad = event(Tenants.AURORA, Notes.newId(), "poison");

    // When
    for (Event<RecordingErased> event : List.of(bad, good)) {
      Map<String, String> headers = new HashMap<>(EventHeaders.of(event));
      headers.put("delayed-retry-count", "many");
      probe.send(event.topic(), event.key(), headers, EventJson.write(event.data()));
    }

    // Then
    published(good);
    assertThat(deadLetter(bad).headers()).containsEntry(FailureHeaders.ATTEMPT, "3");
  }

  @Test
  void shouldDeadLetterARecordWithoutATenant() {
    // Given
    Event<RecordingErased> event = event(Tenants.AURORA, Notes.newId(), "ok");
    Map<String, String> headers = new HashMap<>(EventHeaders.of(event));
    headers.remove(EventHeaders.TENANT);

    // When
    probe.send(event.topic(), event.key(), headers, "{}");

    // Then
    assertThat(deadLetter(event).headers()).containsEntry(FailureHeaders.CODE, EventHeaders.TENANT);
  }

  @Test
  void shouldPassOverWhatItDoesNotKnowAndWhatIsNoLongerNeeded() {
    // Given
    String key = Notes.newId();
    Event<RecordingErased> unknown = event(Tenants.AURORA, key, Notes.newId(), "ok");
    Map<String, String> headers = new HashMap<>(EventHeaders.of(unknown));
    headers.put(EventHeaders.TYPE, "dev.ramal.calls.NotInventedYet");
    Event<RecordingErased> late = event(Tenants.AURORA, key, Notes.newId(), "too-late");
    Event<RecordingErased> refused = event(Tenants.AURORA, key, Notes.newId(), "rejected");
    Event<RecordingErased> last = event(Tenants.AURORA, key, Notes.newId(), "ok");

    // When
    probe.send(unknown.topic(), unknown.key(), headers, "{}");
    List.of(late, refused, last).forEach(probe::send);

    // Then
    published(last);
    assertThat(probe.all())
        .filteredOn(record -> record.topic().equals(deadLetters))
        .noneMatch(record -> List.of(unknown.id(), late.id(), refused.id()).contains(record.id()));
    assertThat(Notes.isRemembered(late)).isFalse();
  }

  @Test
  void shouldMakeANewOrganizationsRecordsWaitForNobody() {
    // Given
    Event<RecordingErased> poison = event(Tenants.AURORA, Notes.newId(), "never");
    Event<RecordingErased> other = event(Tenants.BOREAL, Notes.newId(), "ok");

    // When
    probe.send(poison);
    probe.send(other);

    // Then
    await().atMost(LIMIT).until(() -> Notes.count(Tenants.BOREAL, other.subject()) == 1);
    assertThat(Notes.count(Tenants.AURORA, other.subject())).isZero();
  }

  @Test
  void shouldWaitForTheDatabaseInsteadOfGivingRecordsUp() {
    // Given
    List<Event<RecordingErased>> events =
        IntStream.range(0, 5).mapToObj(i -> event(Tenants.AURORA, Notes.newId(), "ok")).toList();
    Notes.DATABASE.execute("alter role kit_app nologin");
    Notes.DATABASE.rows(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'kit_app'");

    // When
    events.forEach(probe::send);
    await().during(Duration.ofSeconds(3)).until(() -> deadLettersOf(events) == 0);
    double waited = longestWaitForTheDatabase();
    Notes.DATABASE.execute("alter role kit_app login");

    // Then
    events.forEach(this::published);
    assertThat(deadLettersOf(events)).isZero();
    assertThat(waited).isPositive();
    await().atMost(LIMIT).until(() -> longestWaitForTheDatabase() == 0);
  }

  @Test
  void shouldKeepEachRecordsTraceInABatch() {
    // Given
    String key = Notes.newId();
    Map<Event<RecordingErased>, String> traces = new HashMap<>();
    for (int i = 0; i < 5; i++) {
      String trace = "%032x".formatted(System.nanoTime() + i);
      traces.put(event(Tenants.AURORA, key, Notes.newId(), "ok"), trace);
    }

    // When
    traces.forEach(
        (event, trace) -> {
          Map<String, String> headers = new HashMap<>(EventHeaders.of(event));
          headers.put(EventHeaders.TRACE_PARENT, "00-" + trace + "-00f067aa0ba902b7-01");
          probe.send(event.topic(), event.key(), headers, EventJson.write(event.data()));
        });

    // Then
    traces.forEach(
        (event, trace) ->
            assertThat(published(event).headers().get(EventHeaders.TRACE_PARENT)).contains(trace));
  }

  protected double longestWaitForTheDatabase() {
    return meters.get("ramal.consuming.outage.seconds").gauges().stream()
        .mapToDouble(Gauge::value)
        .max()
        .orElseThrow();
  }

  private long deadLettersOf(List<Event<RecordingErased>> events) {
    List<String> ids = events.stream().map(Event::id).toList();
    return probe.all().stream()
        .filter(record -> record.topic().equals(deadLetters) && ids.contains(record.id()))
        .count();
  }

  protected ReceivedRecord published(Event<?> cause) {
    return probe.await(
        "what " + cause.subject() + " led to",
        record -> record.topic().equals(Topics.CRM) && cause.id().equals(record.causation()));
  }

  private List<ReceivedRecord> caused(Event<?> cause) {
    return probe.all().stream().filter(r -> cause.id().equals(r.causation())).toList();
  }

  protected ReceivedRecord deadLetter(Event<?> event) {
    return probe.await(
        "a dead letter",
        record -> record.topic().equals(deadLetters) && event.id().equals(record.id()));
  }

  protected Event<RecordingErased> event(TenantId tenant, String id, String behaviour) {
    return event(tenant, id, id, behaviour);
  }

  protected Event<RecordingErased> event(TenantId tenant, String key, String id, String behaviour) {
    return Notes.event(topic, tenant, key, id, behaviour);
  }
}
