package dev.ramal.kit.outbox;

import static dev.ramal.kit.outbox.RelayFixture.LIMIT;
import static dev.ramal.kit.outbox.RelayFixture.awaitAllSent;
import static dev.ramal.kit.outbox.RelayFixture.partitionsPerRelay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.ramal.events.Event;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.RecordingErased;
import dev.ramal.kit.app.KitTest;
import dev.ramal.kit.app.Notes;
import dev.ramal.servers.kafka.EmbeddedKafka;
import dev.ramal.servers.kafka.TopicSetup;
import dev.ramal.servers.processes.FreePort;
import dev.ramal.testkit.FaultRun;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@KitTest
class RelayLoopTest {
  @Inject RelayFixture fixture;

  private TopicProbe probe;

  @BeforeEach
  void open() {
    fixture.begin();
    probe = TopicProbe.on(Topics.BILLING, Topics.CALLS, Topics.CRM);
  }

  @AfterEach
  void close() {
    fixture.end();
    probe.close();
  }

  @Test
  void shouldBeWokenByACommitWithoutWaitingForThePoll() {
    // Given
    fixture.relay(Duration.ofSeconds(10), RelayFixture.sender(fixture.kafka.copy()));
    fixture.append(Tenants.AURORA, "first", 1);
    awaitAllSent();

    // When
    long before = System.nanoTime();
    fixture.append(Tenants.AURORA, "second", 1);
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> RelayFixture.unsent() == 0);

    // Then
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void shouldPublishNothingOfATransactionThatRolledBack() {
    // Given
    fixture.relay();
    Event<RecordingErased> rolledBack =
        fixture.event(Tenants.AURORA, Topics.BILLING, "rolled-back", "");

    // When
    fixture
        .transactions
        .inTenant(
            Tenants.AURORA,
            sql ->
                fixture
                    .outbox
                    .append(sql, rolledBack)
                    .map(
                        ignored -> {
                          throw new IllegalStateException("rolled back");
                        }))
        .onFailure()
        .recoverWithNull()
        .await()
        .atMost(LIMIT);
    fixture.append(Tenants.AURORA, "kept", 1);

    // Then
    probe.await("the kept one", record -> record.key().equals("aurora:kept"));
    assertThat(probe.all()).noneMatch(record -> rolledBack.id().equals(record.id()));
  }

  @Test
  void shouldSendAgainWhatACrashLeftInTheOutboxAndTheConsumerShouldDropIt() {
    // Given
    BrokerInBetween mute = new BrokerInBetween(fixture.kafka.copy());
    RelayLoop crashing = fixture.relay(Duration.ofMillis(200), mute.sender());
    Event<RecordingErased> event = Notes.event(Tenants.AURORA, Notes.newId(), "ok");
    fixture.append(List.of(event));
    probe.await("the first sending", record -> event.id().equals(record.id()));
    crashing.stop();

    // When
    fixture.relay();
    awaitAllSent();

    // Then
    assertThat(probe.all()).filteredOn(record -> event.id().equals(record.id())).hasSize(2);
    String last = Notes.newId();
    fixture.append(List.of(Notes.event(Tenants.AURORA, event.subject(), last, "ok")));
    await().atMost(LIMIT).until(() -> Notes.count(Tenants.AURORA, last) == 1);
    await().atMost(LIMIT).until(() -> Notes.DATABASE.count("outbox") == 0);
    assertThat(probe.all())
        .filteredOn(record -> record.topic().equals(Topics.CRM))
        .extracting(ReceivedRecord::causation)
        .filteredOn(event.id()::equals)
        .hasSize(1);
  }

  @Test
  @DisplayName("KIT-17 the relay says whose event the broker refuses, not who waits for an answer")
  void shouldSayWhoseEventIsRefused() {
    // Given
    BrokerInBetween mute = new BrokerInBetween(fixture.kafka.copy());
    RelayLoop relay = fixture.relay(Duration.ofMillis(50), mute.sender());

    // When
    fixture.append(Tenants.BOREAL, "unanswered", 1);
    fixture.append(Tenants.AURORA, BrokerInBetween.TOO_LARGE, 1);

    // Then
    await()
        .atMost(LIMIT)
        .until(() -> relay.refusedHeads() != null && !relay.refusedHeads().heads().isEmpty());
    int partition = KeyPartitions.of("aurora:" + BrokerInBetween.TOO_LARGE);
    assertThat(relay.refusedHeads().partitions()).contains(partition);
    assertThat(relay.refusedHeads().heads())
        .extracting(RefusedHeads.Head::tenant, RefusedHeads.Head::partition)
        .containsExactly(tuple(Tenants.AURORA, partition));
  }

  @Test
  void shouldRestWhileItStopsAndWaitsForAnswers() {
    // Given
    BrokerInBetween mute = new BrokerInBetween(fixture.kafka.copy());
    RelayLoop relay = fixture.relay(Duration.ofMillis(200), mute.sender());
    fixture.append(Tenants.AURORA, BrokerInBetween.TOO_LARGE, 1);
    await().atMost(LIMIT).until(() -> mute.refused.get() > 0);
    fixture.append(Tenants.AURORA, "unanswered", 1);
    probe.await("the unanswered", record -> record.key().equals("aurora:unanswered"));
    long before = RelayFixture.worked();

    // When
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(relay::stop);
    AtomicLong after = new AtomicLong(before);
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              after.accumulateAndGet(RelayFixture.worked(), Math::max);
              return stopped.isDone();
            });

    // Then
    assertThat(Duration.ofNanos(after.get() - before)).isLessThan(Duration.ofMillis(200));
  }

  @Test
  void shouldShareTheKeysBetweenTwoRelaysAndKeepTheirOrder() {
    // Given
    RelayLoop first = fixture.relay();
    fixture.append(Tenants.AURORA, "k", 40, 5);

    // When
    RelayLoop second = fixture.relay();
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(partitionsPerRelay()).containsExactly(8L, 8L));
    fixture.append(Tenants.AURORA, "k", 40, 5);
    fixture.append(Tenants.BOREAL, "k", 40, 5);
    first.stop();
    fixture.append(Tenants.AURORA, "k", 40, 5);

    // Then
    awaitAllSent();
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(partitionsPerRelay()).containsExactly(16L));
    await().atMost(LIMIT).until(second::ownsAll);
    assertThat(second.oldestUnsentSeconds()).isNotNegative();
    assertThat(fixture.firstSeenByKey(probe)).hasSize(80).isEqualTo(fixture.appended());
  }

  @Test
  @FaultRun
  void shouldPublishInOrderWhatWasWrittenWhileTheBrokerWasDead(@TempDir Path folder) {
    // Given
    EmbeddedKafka mortal = new EmbeddedKafka(folder, FreePort.next(), FreePort.next());
    mortal.start();
    try {
      new TopicSetup(mortal.bootstrapServers()).ensure();
      Map<String, Object> settings = fixture.kafka.copy();
      settings.put("bootstrap.servers", mortal.bootstrapServers());
      RelayLoop relay = fixture.relay(Duration.ofMillis(200), RelayFixture.sender(settings));
      fixture.append(Tenants.AURORA, "k", 10, 3);
      awaitAllSent();

      // When
      ProcessHandle process = ProcessHandle.of(mortal.pid()).orElseThrow();
      process.destroyForcibly();
      process.onExit().join();
      fixture.append(Tenants.AURORA, "k", 10, 30);
      await().atMost(LIMIT).until(() -> relay.oldestUnsentSeconds() > 5);
      mortal.start();

      // Then
      awaitAllSent();
      try (TopicProbe all = TopicProbe.on(mortal.bootstrapServers(), true, Topics.BILLING)) {
        assertThat(fixture.firstSeenByKey(all)).isEqualTo(fixture.appended());
      }
      await().atMost(LIMIT).until(() -> relay.oldestUnsentSeconds() == 0);
    } finally {
      fixture.stopAll();
      mortal.stop();
    }
  }
}
