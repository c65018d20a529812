package dev.ramal.messaging.lineage;

import dev.ramal.kit.foreground.Foreground;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.settings.ServiceConfig;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.topics.KafkaSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Follows the topics of all services and keeps where each event lies and what it belongs to. A
 * consumer of its own rather than a channel: which retry and dead letter topics there are is found
 * out while it runs, and what cannot be read here must not become a dead letter itself.
 *
 * <p>Failure policy: positions are committed behind the rows, so nothing is left out; what is read
 * again, by this replica or another one, changes nothing. While Kafka or the database is away it
 * waits and begins where it was. It takes no more than its share of a second: when much happens it
 * is late, and says so.
 */
@ApplicationScoped
class IndexHops {
  private static final Logger LOG = Logger.getLogger(IndexHops.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration TELL_EVERY = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(1);

  /** Of one poll: a reader that rests longer than Kafka waits loses its partitions. */
  private static final long MOST_SECONDS_AT_ONCE = 30;

  /** In memory at one time, unless one record alone is larger. */
  private static final int MOST_BYTES = 4 * 1024 * 1024;

  /** Small, so that each partition has its turn within the window in which lag is judged. */
  private static final int MOST_BYTES_OF_A_PARTITION = 64 * 1024;

  private final KafkaSettings kafka;
  private final SqlTransactions transactions;
  private final HopRepository hops;
  private final HandleHashes hashes;
  private final LineageConfig config;
  private final String group;
  private final Clock clock;
  private final Foreground foreground;
  private final String member = UuidV7.next().toString();
  private final IndexedThrough through = new IndexedThrough();
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile KafkaConsumer<String, byte[]> consumer;
  private volatile long behind;
  private long toldAt = System.nanoTime() - TELL_EVERY.toNanos();

  IndexHops(
      KafkaSettings kafka,
      SqlTransactions transactions,
      HopRepository hops,
      HandleHashes hashes,
      LineageConfig config,
      ServiceConfig service,
      Clock clock,
      Foreground foreground,
      MeterRegistry metrics) {
    this.kafka = kafka;
    this.transactions = transactions;
    this.hops = hops;
    this.hashes = hashes;
    this.config = config;
    this.group = service.name() + "-lineage";
    this.clock = clock;
    this.foreground = foreground;
    if (config.enabled()) {
      Gauge.builder("ramal.lineage.behind", this, index -> index.behind)
          .description(
              "Events that are published and not indexed yet, of this replica's partitions")
          .register(metrics);
    }
  }

  void start(@Observes StartupEvent ignored) {
    if (!config.enabled()) {
      LOG.info("events are not indexed here: ramal.lineage.enabled is false");
      return;
    }
    Thread thread = new Thread(this::follow, "lineage");
    thread.setDaemon(true);
    thread.start();
  }

  void stop(@Observes ShutdownEvent ignored) {
    stop.countDown();
    KafkaConsumer<String, byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
  }

  private void follow() {
    while (isWanted()) {
      try (KafkaConsumer<String, byte[]> fresh =
          new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer())) {
        consumer = fresh;
        fresh.subscribe(LineageTopics.NAMES);
        while (isWanted()) {
          index(fresh);
        }
      } catch (WakeupException e) {
        LOG.debug("events are indexed no more");
      } catch (Throwable e) {
        // Also an Error: nobody would begin this thread again, and no event would be found.
        if (isWanted()) {
          LOG.warnf("events are not indexed, trying again: %s", e);
          rest(RETRY);
        }
      }
    }
  }

  private void index(KafkaConsumer<String, byte[]> reader) {
    ConsumerRecords<String, byte[]> records = reader.poll(POLL);
    long begun = System.nanoTime();
    List<HopRow> rows = new ArrayList<>(records.count());
    for (ConsumerRecord<String, byte[]> record : records) {
      LineageTopics.origin(record.topic())
          .ifPresent(origin -> rows.add(HopRow.of(record, origin, hashes)));
    }
    if (!rows.isEmpty()) {
      rows.sort(HopRow.BY_PLACE);
      transactions
          .acrossTenants("events come as they happen", sql -> hops.keep(sql, rows, config.keep()))
          .await()
          .indefinitely();
      reader.commitSync();
      through.read(rows);
    }
    tell(reader);
    keepPace(rows.size(), begun);
  }

  /** Others need the processor, too. */
  private void keepPace(int indexed, long begun) {
    int pace =
        foreground.isRecent()
            ? Math.min(config.perSecondBesideOthers(), config.perSecond())
            : config.perSecond();
    long due = indexed * 1_000_000_000L / pace;
    long left = due - (System.nanoTime() - begun);
    if (left > 0) {
      rest(Duration.ofNanos(left));
    }
  }

  /**
   * Kafka is asked anew where each partition ends: while it is away nothing is known, and what the
   * last answers said would pass for the present.
   */
  private void tell(KafkaConsumer<String, byte[]> reader) {
    Set<TopicPartition> assigned = reader.assignment();
    if (System.nanoTime() - toldAt < TELL_EVERY.toNanos() || assigned.isEmpty()) {
      return;
    }
    Instant asked = clock.instant();
    Instant sure = null;
    try {
      Map<TopicPartition, Long> lags = lags(reader, assigned);
      behind = lags.values().stream().mapToLong(Long::longValue).sum();
      sure = through.of(lags, asked);
    } catch (TimeoutException e) {
      LOG.debug("Kafka does not say where its partitions end");
    }
    Instant known = sure;
    transactions
        .acrossTenants(
            "how far it has come is of no organization",
            sql -> hops.tellProgress(sql, member, known))
        .await()
        .indefinitely();
    toldAt = System.nanoTime();
  }

  private static Map<TopicPartition, Long> lags(
      KafkaConsumer<String, byte[]> reader, Set<TopicPartition> assigned) {
    Map<TopicPartition, Long> lags = new HashMap<>();
    reader
        .endOffsets(assigned, ANSWER)
        .forEach((partition, end) -> lags.put(partition, end - reader.position(partition, ANSWER)));
    return lags;
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = kafka.copy();
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(
        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
        (int) Math.min(config.batch(), MOST_SECONDS_AT_ONCE * config.perSecond()));
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_BYTES);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, MOST_BYTES_OF_A_PARTITION);
    settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, config.lookForTopics().toMillis());
    settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    return settings;
  }

  private boolean isWanted() {
    return stop.getCount() > 0;
  }

  private void rest(Duration pause) {
    try {
      if (stop.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.debug("events are indexed no more");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }
}
