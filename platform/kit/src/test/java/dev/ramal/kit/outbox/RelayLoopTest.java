package dev.ramal.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.RecordingErased;
import dev.ramal.kit.app.Notes;
import dev.ramal.kit.database.DatabaseConnections;
import dev.ramal.kit.tenancy.TenantTransactions;
import dev.ramal.kit.topics.KafkaSettings;
import dev.ramal.servers.kafka.EmbeddedKafka;
import dev.ramal.servers.kafka.TopicSetup;
import dev.ramal.servers.shared.SharedServers;
import dev.ramal.testkit.RamalServers;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@TestProfile(RelayOff.class)
@WithTestResource(
    value = RamalServers.class,
    initArgs = @ResourceArg(name = "database", value = "kit"))
@Tag(RamalServers.TAG)
class RelayLoopTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final String WAITS_WHILE_MARKING =
      "datname = 'kit' and wait_event_type = 'Lock' and query like 'update outbox set sent_at%'";

  @Inject Outbox outbox;
  @Inject Events events;
  @Inject TenantTransactions transactions;
  @Inject DatabaseConnections database;
  @Inject KafkaSettings kafka;

  private final BrokerInBetween broker = new BrokerInBetween();
  private final List<RelayLoop> relays = new ArrayList<>();
  private TopicProbe probe;

  @BeforeEach
  void open() {
    Notes.DATABASE.execute("delete from outbox");
    probe = TopicProbe.on(Topics.BILLING, Topics.CALLS);
  }

  @AfterEach
  void close() {
    relays.forEach(RelayLoop::stop);
    probe.close();
  }

  @Test
  void shouldBeWokenByACommitWithoutWaitingForThePoll() {
    // Given
    relay(Duration.ofSeconds(8));
    append(Tenants.AURORA, "first", 1);
    await().atMost(LIMIT).until(() -> unsent() == 0);

    // When
    long before = System.nanoTime();
    append(Tenants.AURORA, "second", 1);
    await().atMost(LIMIT).pollInterval(Duration.ofMillis(5)).until(() -> unsent() == 0);

    // Then
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void shouldPublishNothingOfATransactionThatRolledBack() {
    // Given
    relay();

    // When
    transactions
        .inTenant(
            Tenants.AURORA,
            session ->
                outbox
                    .append(session, event(Tenants.AURORA, "rolled-back", 0))
                    .map(
                        ignored -> {
                          throw new IllegalStateException("rolled back");
                        }))
        .onFailure()
        .recoverWithNull()
        .await()
        .atMost(LIMIT);
    append(Tenants.AURORA, "kept", 1);

    // Then
    probe.await("the kept one", record -> record.key().equals("aurora:kept"));
    assertThat(probe.all()).noneMatch(record -> record.key().equals("aurora:rolled-back"));
  }

  @Test
  void shouldSendAgainWhatACrashLeftUnmarkedAndTheConsumerShouldDropIt() {
    // Given
    broker.swallowsAcknowledgements = true;
    RelayLoop crashing = relay();
    Event<RecordingErased> event = Notes.event(Tenants.AURORA, Notes.newId(), "ok");
    append(List.of(event));
    probe.await("the first sending", record -> event.id().equals(record.id()));
    crashing.stop();

    // When
    broker.swallowsAcknowledgements = false;
    relay();
    await().atMost(LIMIT).until(() -> unsent() == 0);

    // Then
    assertThat(probe.all()).filteredOn(record -> event.id().equals(record.id())).hasSize(2);
    String last = Notes.newId();
    append(List.of(Notes.event(Tenants.AURORA, event.subject(), last, "ok")));
    await().atMost(LIMIT).until(() -> Notes.count(Tenants.AURORA, last) == 1);
    assertThat(
            Notes.DATABASE.count(
                "outbox where topic = ? and record_key = ?", Topics.CRM, event.key()))
        .isEqualTo(2);
  }

  @Test
  void shouldShareTheKeysBetweenTwoRelaysAndKeepTheirOrder() {
    // Given
    RelayLoop first = relay();
    append(Tenants.AURORA, "k", 40, 5);

    // When
    RelayLoop second = relay();
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(partitionsPerRelay()).containsExactly(8L, 8L));
    append(Tenants.AURORA, "k", 40, 5);
    append(Tenants.BOREAL, "k", 40, 5);
    first.stop();
    append(Tenants.AURORA, "k", 40, 5);

    // Then
    await().atMost(LIMIT).until(() -> unsent() == 0);
    await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(partitionsPerRelay()).containsExactly(16L));
    assertThat(second.oldestUnsentSeconds()).isNotNegative();
    Map<String, List<String>> published = firstSeenByKey();
    assertThat(published).hasSize(80);
    published.forEach((key, ids) -> assertThat(ids).as(key).isEqualTo(appendedIds(key)));
  }

  @Test
  void shouldGoOnWithOtherKeysWhenOneFailsAndNeverOvertakeWithinIt() {
    // Given
    broker.refuses = record -> record.key().equals("aurora:bad");
    relay();

    // When
    append(Tenants.AURORA, "bad", 3);
    append(Tenants.AURORA, "good", 3);

    // Then
    await().atMost(LIMIT).until(() -> unsent() == 3);
    await()
        .atMost(LIMIT)
        .until(() -> Notes.DATABASE.count("outbox where sent_at is null and attempts > 1") == 1);
    assertThat(firstSeenByKey()).containsOnlyKeys("aurora:good");
    broker.refuses = record -> false;
    await().atMost(LIMIT).until(() -> unsent() == 0);
    assertThat(firstSeenByKey().get("aurora:bad")).isEqualTo(appendedIds("aurora:bad"));
  }

  @Test
  void shouldPublishEverythingOnceTheBrokerIsBack() {
    // Given
    broker.isDown = true;
    RelayLoop relay = relay();
    append(Tenants.AURORA, "k", 10, 3);
    await().atMost(LIMIT).until(() -> Notes.DATABASE.count("outbox where attempts > 0") >= 10);
    await().atMost(LIMIT).until(() -> relay.oldestUnsentSeconds() > 0);

    // When
    broker.isDown = false;

    // Then
    await().atMost(LIMIT).until(() -> unsent() == 0);
    firstSeenByKey().forEach((key, ids) -> assertThat(ids).isEqualTo(appendedIds(key)));
    await().atMost(LIMIT).until(() -> relay.oldestUnsentSeconds() == 0);
  }

  @Test
  void shouldPublishInOrderWhatWasWrittenWhileTheBrokerWasDead(@TempDir Path folder) {
    // Given
    EmbeddedKafka mortal = new EmbeddedKafka(folder);
    mortal.start();
    try {
      new TopicSetup(mortal.bootstrapServers()).ensure();
      relayTo(mortal.bootstrapServers());
      append(Tenants.AURORA, "k", 10, 3);
      await().atMost(LIMIT).until(() -> unsent() == 0);

      // When
      ProcessHandle process = ProcessHandle.of(mortal.pid()).orElseThrow();
      process.destroyForcibly();
      process.onExit().join();
      append(Tenants.AURORA, "k", 10, 3);
      await().atMost(LIMIT).until(() -> Notes.DATABASE.count("outbox where attempts > 0") >= 2);
      mortal.start();

      // Then
      await().atMost(LIMIT).until(() -> unsent() == 0);
      try (TopicProbe all = TopicProbe.on(mortal.bootstrapServers(), true, Topics.BILLING)) {
        Map<String, List<String>> published = firstSeenByKey(all.all());
        assertThat(published).hasSize(10);
        published.forEach((key, ids) -> assertThat(ids).as(key).isEqualTo(appendedIds(key)));
      }
    } finally {
      relays.forEach(RelayLoop::stop);
      mortal.stop();
    }
  }

  @Test
  void shouldStartAgainWhenItsConnectionIsCut() {
    // Given
    relay();
    append(Tenants.AURORA, "before", 1);
    await().atMost(LIMIT).until(() -> unsent() == 0);

    // When
    cutItsConnection();
    append(Tenants.AURORA, "after", 1);

    // Then
    await().atMost(LIMIT).until(() -> unsent() == 0);
  }

  @Test
  void shouldSendAgainWhatWasInHandWhenItsConnectionIsCutWhileItMarks() throws SQLException {
    // Given
    append(Tenants.AURORA, "k", 5, 2);
    try (Connection other = connection()) {
      other.setAutoCommit(false);
      other.createStatement().execute("select seq from outbox for update");
      relay();
      await()
          .atMost(LIMIT)
          .until(() -> Notes.DATABASE.count("pg_stat_activity where " + WAITS_WHILE_MARKING) == 1);

      // When
      cutItsConnection();
      other.rollback();
    }

    // Then
    await().atMost(LIMIT).until(() -> unsent() == 0);
    append(Tenants.AURORA, "k", 5, 1);
    await().atMost(LIMIT).until(() -> unsent() == 0);
    firstSeenByKey().forEach((key, ids) -> assertThat(ids).as(key).isEqualTo(appendedIds(key)));
  }

  @Test
  void shouldForgetWhatWasSentLongAgo() {
    // Given
    append(Tenants.AURORA, "old", 2);
    Notes.DATABASE.execute("update outbox set sent_at = now() - interval '25 hours'");
    append(Tenants.AURORA, "new", 1);

    // When
    relay();

    // Then
    await().atMost(LIMIT).until(() -> Notes.DATABASE.count("outbox") == 1);
  }

  private RelayLoop relay() {
    return relay(Duration.ofMillis(200));
  }

  private RelayLoop relay(Duration poll) {
    Map<String, Object> settings = kafka.copy();
    settings.put("acks", "all");
    OutboxSender sender =
        new OutboxSender(
            broker.before(
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())));
    return relay(poll, sender);
  }

  /** With the producer that a service has, and a broker that the other tests do not share. */
  private void relayTo(String bootstrapServers) {
    Map<String, Object> settings = kafka.copy();
    settings.put("bootstrap.servers", bootstrapServers);
    relay(Duration.ofMillis(200), OutboxSender.to(settings, "kit", Duration.ofSeconds(2)));
  }

  private RelayLoop relay(Duration poll, OutboxSender sender) {
    RelayLoop relay = new RelayLoop(new QuickConfig(poll), database::openSession, sender);
    relays.add(relay);
    relay.start();
    return relay;
  }

  private void append(TenantId tenant, String key, int count) {
    append(IntStream.range(0, count).mapToObj(i -> event(tenant, key, i)).toList());
  }

  /** So many events for each of so many keys, interleaved. */
  private void append(TenantId tenant, String key, int keys, int each) {
    append(
        IntStream.range(0, keys * each)
            .mapToObj(i -> event(tenant, key + i % keys, i / keys))
            .toList());
  }

  private void append(List<Event<RecordingErased>> batch) {
    transactions
        .acrossTenants("a test writes", session -> outbox.appendAll(session, batch))
        .await()
        .atMost(LIMIT);
  }

  private Event<RecordingErased> event(TenantId tenant, String key, int number) {
    return events.create(
        tenant, Topics.BILLING, key, null, new RecordingErased(key, "" + number, "", null));
  }

  private long unsent() {
    return Notes.DATABASE.count("outbox where sent_at is null and topic <> ?", Topics.CRM);
  }

  private static void cutItsConnection() {
    Notes.DATABASE.rows(
        "select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid = ?"
            + " and database = (select oid from pg_database where datname = 'kit') limit 1",
        (long) RelayLocks.MEMBER_CLASS);
  }

  private static Connection connection() throws SQLException {
    var server = SharedServers.get().postgres();
    return DriverManager.getConnection(server.jdbcUrl("kit"), server.user(), server.password());
  }

  private static List<Long> partitionsPerRelay() {
    return Notes.DATABASE
        .rows(
            "select count(*) from pg_locks where locktype = 'advisory' and classid = ? and database"
                + " = (select oid from pg_database where datname = 'kit') group by pid",
            (long) RelayLocks.PARTITION_CLASS)
        .stream()
        .map(row -> (Long) row.get("count"))
        .toList();
  }

  private Map<String, List<String>> firstSeenByKey() {
    return firstSeenByKey(probe.all());
  }

  private static Map<String, List<String>> firstSeenByKey(List<ReceivedRecord> records) {
    return records.stream()
        .filter(record -> record.topic().equals(Topics.BILLING))
        .collect(
            Collectors.groupingBy(
                ReceivedRecord::key,
                Collectors.collectingAndThen(
                    Collectors.toList(),
                    ofKey -> ofKey.stream().map(ReceivedRecord::id).distinct().toList())));
  }

  private static List<String> appendedIds(String key) {
    return Notes.DATABASE
        .rows("select id from outbox where record_key = ? order by seq", key)
        .stream()
        .map(row -> (String) row.get("id"))
        .toList();
  }

  /** Short waits, so that tests are quick. */
  private record QuickConfig(Duration poll) implements OutboxConfig {
    @Override
    public boolean enabled() {
      return true;
    }

    @Override
    public int batch() {
      return 50;
    }

    @Override
    public Duration keepSent() {
      return Duration.ofHours(24);
    }

    @Override
    public Duration keepInbox() {
      return Duration.ofDays(31);
    }

    @Override
    public Duration longestWait() {
      return Duration.ofSeconds(1);
    }

    @Override
    public Duration sendTimeout() {
      return Duration.ofSeconds(5);
    }

    @Override
    public Duration stopTimeout() {
      return Duration.ofSeconds(1);
    }
  }
}
