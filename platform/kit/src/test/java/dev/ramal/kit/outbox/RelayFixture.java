package dev.ramal.kit.outbox;

import static org.awaitility.Awaitility.await;

import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.RecordingErased;
import dev.ramal.kit.app.Notes;
import dev.ramal.kit.database.DatabaseConnections;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.topics.KafkaSettings;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.TopicProbe;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Relays of a test's own, what was appended, and what arrived. The application's own relay rests
 * meanwhile: between {@link #begin()} and {@link #end()} a test has the outbox to itself.
 */
@Dependent
class RelayFixture {
  static final Duration LIMIT = Duration.ofSeconds(20);

  @Inject Outbox outbox;
  @Inject Events events;
  @Inject SqlTransactions transactions;
  @Inject DatabaseConnections database;
  @Inject KafkaSettings kafka;
  @Inject OutboxRelay own;

  private final List<RelayLoop> relays = new ArrayList<>();
  private final Map<String, List<String>> appended = new HashMap<>();

  /** Nothing is left of earlier tests, and nobody owns a partition. */
  void begin() {
    own.stop(null);
    Notes.DATABASE.execute("delete from outbox");
    // A relay that finds another one begins with half of the partitions, and looks again at a poll.
    await().atMost(LIMIT).until(() -> partitionsPerRelay().isEmpty());
  }

  void end() {
    stopAll();
    own.start(null);
  }

  void stopAll() {
    relays.forEach(RelayLoop::stop);
  }

  /** With the producer that a service has. */
  RelayLoop relay() {
    return relay(Duration.ofMillis(200), sender(kafka.copy()));
  }

  RelayLoop relay(Duration poll, OutboxSender sender) {
    RelayLoop relay = new RelayLoop(new QuickConfig(poll), database::openSession, sender);
    relays.add(relay);
    relay.start();
    return relay;
  }

  static OutboxSender sender(Map<String, Object> kafka) {
    return OutboxSender.to(kafka, "kit", Duration.ofSeconds(3));
  }

  Event<RecordingErased> event(TenantId tenant, String topic, String key, String text) {
    return events.create(
        tenant, topic, key, null, new RecordingErased(key, text, "", Instant.EPOCH, null, null));
  }

  void append(TenantId tenant, String key, int count) {
    append(tenant, key, 1, count);
  }

  /** So many events for each of so many keys, interleaved. */
  void append(TenantId tenant, String key, int keys, int each) {
    append(
        IntStream.range(0, keys * each)
            .mapToObj(
                i -> event(tenant, Topics.BILLING, keys == 1 ? key : key + i % keys, "" + i / keys))
            .toList());
  }

  void append(List<Event<RecordingErased>> batch) {
    transactions
        .acrossTenants(
            "a test writes",
            sql -> outbox.appendAll(sql, batch.stream().map(OutboxEntry::of).toList()))
        .await()
        .atMost(LIMIT);
    batch.forEach(
        event -> appended.computeIfAbsent(event.key(), key -> new ArrayList<>()).add(event.id()));
  }

  /** Ids by key, in the order in which they were appended. */
  Map<String, List<String>> appended() {
    return appended;
  }

  /** What the test application writes on its own account left out. */
  static long unsent() {
    return Notes.DATABASE.count("outbox where topic <> ?", Topics.CRM);
  }

  static void awaitAllSent() {
    await().atMost(LIMIT).until(() -> unsent() == 0);
  }

  Map<String, List<String>> firstSeenByKey(TopicProbe probe) {
    return firstSeenByKey(probe.all());
  }

  /** Ids by key in the order of arrival, repetitions left out; only what this test appended. */
  Map<String, List<String>> firstSeenByKey(Collection<ReceivedRecord> records) {
    return records.stream()
        .filter(record -> appended.containsKey(record.key()))
        .collect(
            Collectors.groupingBy(
                ReceivedRecord::key,
                Collectors.mapping(
                    ReceivedRecord::id,
                    Collectors.collectingAndThen(
                        Collectors.toList(), ids -> ids.stream().distinct().toList()))));
  }

  /** Nanoseconds for which the threads of relays have had a core. */
  static long worked() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(thread -> thread != null && thread.getThreadName().equals("outbox-relay"))
        .mapToLong(thread -> Math.max(0, threads.getThreadCpuTime(thread.getThreadId())))
        .sum();
  }

  /** How many partitions each relay owns. */
  static List<Long> partitionsPerRelay() {
    return Notes.DATABASE
        .rows(
            "select count(*) from pg_locks where locktype = 'advisory' and classid = ? and database"
                + " = (select oid from pg_database where datname = 'kit') group by pid",
            (long) RelayLocks.PARTITION_CLASS)
        .stream()
        .map(row -> (Long) row.get("count"))
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
      return 200;
    }

    @Override
    public Duration longestWait() {
      return Duration.ofSeconds(1);
    }

    @Override
    public Duration sendTimeout() {
      return Duration.ofSeconds(3);
    }

    @Override
    public Duration stopTimeout() {
      return Duration.ofSeconds(1);
    }
  }
}
