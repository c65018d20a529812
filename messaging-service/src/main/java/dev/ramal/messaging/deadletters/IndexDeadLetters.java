package dev.ramal.messaging.deadletters;

import dev.ramal.kit.settings.ServiceConfig;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.topics.KafkaSettings;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Follows all dead letter topics and the quarantine, and keeps where each record lies and why. A
 * consumer of its own rather than a channel: which topics there are is found out while it runs, and
 * what cannot be read here must not become a dead letter itself.
 *
 * <p>Failure policy: positions are committed behind the rows, so nothing is left out; what is read
 * again changes nothing. While Kafka or the database is away it waits and begins where it was.
 */
@ApplicationScoped
class IndexDeadLetters {
  private static final Logger LOG = Logger.getLogger(IndexDeadLetters.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration PURGE_EVERY = Duration.ofHours(1);
  private static final int PURGED_AT_ONCE = 10_000;

  /** A flood of letters lies in one partition; a journey for each megabyte would take longest. */
  private static final int FETCHED_AT_ONCE = 4 * 1024 * 1024;

  private final KafkaSettings kafka;
  private final SqlTransactions transactions;
  private final DeadLetterRepository letters;
  private final RedriveDraftRepository drafts;
  private final KeyHash keys;
  private final DeadLetterConfig config;
  private final String group;
  private final Clock clock;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile KafkaConsumer<String, byte[]> consumer;
  private Instant purged = Instant.EPOCH;

  IndexDeadLetters(
      KafkaSettings kafka,
      SqlTransactions transactions,
      DeadLetterRepository letters,
      RedriveDraftRepository drafts,
      KeyHash keys,
      DeadLetterConfig config,
      ServiceConfig service,
      Clock clock) {
    this.kafka = kafka;
    this.transactions = transactions;
    this.letters = letters;
    this.drafts = drafts;
    this.keys = keys;
    this.config = config;
    this.group = service.name() + "-dead-letters";
    this.clock = clock;
  }

  void start(@Observes StartupEvent ignored) {
    Thread thread = new Thread(this::follow, "dead-letters");
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
        fresh.subscribe(DeadLetterTopics.NAMES);
        Written before = Written.NOTHING;
        while (isWanted()) {
          before = index(fresh, before);
        }
        before.commit(fresh);
      } catch (WakeupException e) {
        LOG.debug("dead letters are indexed no more");
      } catch (Throwable e) {
        // Also an Error: nobody would begin this thread again, and no letter would be found.
        if (isWanted()) {
          LOG.warnf("dead letters are not indexed, trying again: %s", e);
          rest();
        }
      }
    }
  }

  /** The next set is fetched and read while the one before it is written. */
  private Written index(KafkaConsumer<String, byte[]> reader, Written before) {
    ConsumerRecords<String, byte[]> records = reader.poll(POLL);
    List<LetterRow> rows = new ArrayList<>(records.count());
    records.forEach(
        record ->
            DeadLetterTopics.origin(record.topic())
                .ifPresent(origin -> rows.add(LetterRow.of(record, origin, keys))));
    before.commit(reader);
    purge();
    return rows.isEmpty() ? Written.NOTHING : Written.of(written(rows), records);
  }

  private CompletableFuture<Void> written(List<LetterRow> rows) {
    return transactions
        .acrossTenants("dead letters come as they died", sql -> letters.keep(sql, rows))
        .subscribeAsCompletionStage();
  }

  /**
   * A set that is being written, and how far its records reach.
   *
   * @param end ends when the rows are committed
   */
  private record Written(
      CompletableFuture<Void> end, Map<TopicPartition, OffsetAndMetadata> positions) {
    static final Written NOTHING = new Written(CompletableFuture.completedFuture(null), Map.of());

    static Written of(CompletableFuture<Void> end, ConsumerRecords<String, byte[]> records) {
      Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
      for (ConsumerRecord<String, byte[]> record : records) {
        positions.put(
            new TopicPartition(record.topic(), record.partition()),
            new OffsetAndMetadata(record.offset() + 1));
      }
      return new Written(end, positions);
    }

    /** Positions come behind the rows: what was not written is read again. */
    void commit(KafkaConsumer<String, byte[]> reader) {
      end.join();
      if (!positions.isEmpty()) {
        reader.commitSync(positions);
      }
    }
  }

  private void purge() {
    Instant now = clock.instant();
    if (purged.plus(PURGE_EVERY).isBefore(now)) {
      purged = now;
      transactions
          .acrossTenants("processes that died leave drafts of all", drafts::purge)
          .await()
          .indefinitely();
      while (isWanted() && purgeSome() == PURGED_AT_ONCE) {
        LOG.debug("more dead letters are due");
      }
    }
  }

  private long purgeSome() {
    return transactions
        .acrossTenants(
            "dead letters of all grow old",
            sql -> letters.purge(sql, config.keep(), config.keepQuarantined(), PURGED_AT_ONCE))
        .await()
        .indefinitely();
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = kafka.copy();
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.batch());
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCHED_AT_ONCE);
    settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, config.lookForTopics().toMillis());
    settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    return settings;
  }

  private boolean isWanted() {
    return stop.getCount() > 0;
  }

  private void rest() {
    try {
      if (stop.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("dead letters are indexed no more");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }
}
