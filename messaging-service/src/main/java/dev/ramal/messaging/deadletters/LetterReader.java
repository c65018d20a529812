package dev.ramal.messaging.deadletters;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads letters where they lie, without being a consumer group. Blocks; used by one thread at a
 * time. Close after use.
 */
final class LetterReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);

  /** So far apart records are sooner gone to than read up to. */
  private static final long FAR = 2_000;

  private final KafkaConsumer<String, String> consumer;
  private final Duration patience;
  private final Duration longest;
  private long nanosRead;

  /** Asked for once: the answer waits behind a question for records. */
  private final Map<TopicPartition, Long> ends = new HashMap<>();

  /**
   * @param patience how long a topic may say nothing
   * @param longest for how long it may read in all
   */
  LetterReader(KafkaConsumer<String, String> consumer, Duration patience, Duration longest) {
    this.consumer = consumer;
    this.patience = patience;
    this.longest = longest;
  }

  /**
   * @return by place; those that are gone, or whose place holds another record by now, are missing
   * @throws dev.ramal.kit.problem.ProblemException 503 when the topic says nothing, or not all
   *     within its time
   */
  Map<LetterPlace, RawLetter> read(Collection<LetterPlace> places) {
    Map<TopicPartition, NavigableMap<Long, LetterPlace>> wanted = new HashMap<>();
    for (LetterPlace place : places) {
      wanted
          .computeIfAbsent(
              new TopicPartition(place.topic(), place.partition()), partition -> new TreeMap<>())
          .put(place.offset(), place);
    }
    Map<LetterPlace, RawLetter> found = new HashMap<>();
    long begun = System.nanoTime();
    try {
      wanted.forEach((partition, offsets) -> read(partition, offsets, found, begun));
    } catch (TimeoutException e) {
      throw DeadLetterProblems.topicSilent().exception();
    } finally {
      nanosRead += System.nanoTime() - begun;
    }
    return found;
  }

  private void read(
      TopicPartition partition,
      NavigableMap<Long, LetterPlace> wanted,
      Map<LetterPlace, RawLetter> found,
      long begun) {
    long end = ends.computeIfAbsent(partition, one -> consumer.endOffsets(List.of(one)).get(one));
    wanted.tailMap(end, true).clear();
    if (!wanted.isEmpty() && !consumer.assignment().contains(partition)) {
      consumer.assign(List.of(partition));
      consumer.seek(partition, wanted.firstKey());
    }
    long quietSince = System.nanoTime();
    while (!wanted.isEmpty()) {
      long ahead = wanted.firstKey() - consumer.position(partition);
      if (ahead < 0 || ahead > FAR) {
        consumer.seek(partition, wanted.firstKey());
      }
      ConsumerRecords<String, String> records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        quietSince = System.nanoTime();
      }
      if (isOver(quietSince, patience.toNanos()) || isOver(begun, longest.toNanos() - nanosRead)) {
        throw DeadLetterProblems.topicSilent().exception();
      }
      for (ConsumerRecord<String, String> record : records) {
        take(wanted.remove(record.offset()), record, found);
      }
      wanted.headMap(consumer.position(partition)).clear();
    }
  }

  private static boolean isOver(long since, long nanos) {
    return System.nanoTime() - since > nanos;
  }

  private static void take(
      LetterPlace place, ConsumerRecord<String, String> record, Map<LetterPlace, RawLetter> found) {
    if (place != null && place.equals(LetterPlace.of(record))) {
      found.put(place, RawLetter.of(record));
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
