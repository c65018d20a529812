package dev.ramal.kit.globaltable;

import dev.ramal.kit.topics.KafkaSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * A compacted topic in memory: read from its beginning at every start, followed ever after. Every
 * few hours, and when the topic gets partitions, it is read anew and then takes the place of what
 * was there: whoever could not read for longer than the broker keeps tombstones would otherwise
 * hold for ever what was withdrawn meanwhile.
 *
 * <p>Make an {@code @ApplicationScoped} subclass that names the topic and decodes a record. The
 * service is ready only once every table has caught up with what the topic held at the start.
 *
 * <p>Failure policy: a record that cannot be decoded is logged and skipped, and the value before it
 * stays; one bad record must not blind the service to all others. While the broker is away the
 * table keeps what it has.
 */
public abstract class GlobalTable<V> {
  private static final Logger LOG = Logger.getLogger(GlobalTable.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofSeconds(1);

  /** Well within {@code delete.retention.ms}, which is a day. */
  private static final Duration READ_ANEW = Duration.ofHours(6);

  private final String topic;
  private volatile NavigableMap<String, V> values = new ConcurrentSkipListMap<>();
  private volatile boolean caughtUp;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile KafkaConsumer<String, String> consumer;
  private Thread thread;

  @Inject KafkaSettings kafka;

  protected GlobalTable(String topic) {
    this.topic = topic;
  }

  /**
   * @param record never a tombstone
   * @return the value; null removes the key, as a tombstone does
   * @throws RuntimeException when the record cannot be understood
   */
  protected abstract V decode(ConsumerRecord<String, String> record);

  /**
   * @param key the record key
   */
  public Optional<V> get(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /** A view of what is known now; safe to read from any thread, not to be kept. */
  public Collection<V> all() {
    return Collections.unmodifiableCollection(values.values());
  }

  /**
   * A view of the values under keys that begin so; what it costs does not depend on the others.
   *
   * @param prefix ends where a key of another could not go on
   */
  public Collection<V> startingWith(String prefix) {
    return Collections.unmodifiableCollection(
        values.subMap(prefix, prefix + Character.MAX_VALUE).values());
  }

  /** Whether everything that was there at the start has been read. */
  public boolean isCaughtUp() {
    return caughtUp;
  }

  public String topic() {
    return topic;
  }

  void start(@Observes StartupEvent ignored) {
    thread = new Thread(this::run, "table-" + topic);
    thread.setDaemon(true);
    thread.start();
  }

  void stop(@Observes ShutdownEvent ignored) {
    stop.countDown();
    KafkaConsumer<String, String> current = consumer;
    if (current != null) {
      current.wakeup();
    }
  }

  private void run() {
    while (isWanted()) {
      try (KafkaConsumer<String, String> fresh =
          new KafkaConsumer<>(settings(), new StringDeserializer(), new StringDeserializer())) {
        consumer = fresh;
        follow(fresh);
      } catch (WakeupException e) {
        LOG.debugf("topic=%s reading stops", topic);
      } catch (RuntimeException e) {
        LOG.warnf("topic=%s cannot be read, trying again: %s", topic, e);
        rest();
      }
    }
  }

  /** How long what was read may stand before it is read anew. */
  protected Duration readAnew() {
    return READ_ANEW;
  }

  /** Until it is time to read anew. */
  private void follow(KafkaConsumer<String, String> reader) {
    long begun = System.nanoTime();
    List<TopicPartition> partitions = partitions(reader);
    reader.assign(partitions);
    reader.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = new HashMap<>(reader.endOffsets(partitions));
    NavigableMap<String, V> fresh = new ConcurrentSkipListMap<>();
    while (isWanted()) {
      reader.poll(POLL).forEach(record -> take(record, fresh));
      if (!ends.isEmpty()) {
        ends.entrySet().removeIf(end -> reader.position(end.getKey()) >= end.getValue());
        if (ends.isEmpty()) {
          LOG.infof("topic=%s caught up with %d keys", topic, fresh.size());
          values = fresh;
          caughtUp = true;
        }
      } else if (System.nanoTime() - begun > readAnew().toNanos()
          || reader.partitionsFor(topic).size() > partitions.size()) {
        return;
      }
    }
  }

  private List<TopicPartition> partitions(KafkaConsumer<String, String> reader) {
    List<TopicPartition> partitions =
        reader.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new IllegalStateException("the topic does not exist yet");
    }
    return partitions;
  }

  private void take(ConsumerRecord<String, String> record, Map<String, V> into) {
    try {
      V value = record.value() == null ? null : decode(record);
      if (value == null) {
        into.remove(record.key());
      } else {
        into.put(record.key(), value);
      }
    } catch (RuntimeException e) {
      V before = values.get(record.key());
      if (before != null) {
        into.putIfAbsent(record.key(), before);
      }
      LOG.errorf(
          "topic=%s partition=%d offset=%d cannot be decoded and is skipped: %s",
          topic, record.partition(), record.offset(), e);
    }
  }

  private Map<String, Object> settings() {
    Map<String, Object> settings = kafka.copy();
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    return settings;
  }

  private boolean isWanted() {
    return stop.getCount() > 0;
  }

  /** Until the next attempt, or until the service stops. */
  private void rest() {
    try {
      if (stop.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debugf("topic=%s reading stops", topic);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }
}
