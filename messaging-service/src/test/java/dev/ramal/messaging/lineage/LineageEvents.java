package dev.ramal.messaging.lineage;

import dev.ramal.events.EventHeaders;
import dev.ramal.events.Topics;
import dev.ramal.kit.secrets.SecretKeys;
import dev.ramal.testkit.Tenants;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records as they lie on topics, and an index of them in memory. */
final class LineageEvents {
  static final Instant BEGUN = Instant.parse("2026-11-03T14:05:33Z");
  static final HandleHashes HASHES = new HandleHashes(keys("k1"));

  private final List<HopRow> rows = new ArrayList<>();

  /** The first is the active one. */
  static SecretKeys keys(String... ids) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (String id : ids) {
      byte[] key = new byte[32];
      key[0] = (byte) id.hashCode();
      keys.put(id, Base64.getEncoder().encodeToString(key));
    }
    return new SecretKeys() {
      @Override
      public Map<String, String> keys() {
        return keys;
      }

      @Override
      public Optional<String> active() {
        return keys.keySet().stream().findFirst();
      }
    };
  }

  /** Headers of an event of Aurora. */
  static Map<String, String> headers(String type, String id, String causation) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(EventHeaders.ID, id);
    headers.put(EventHeaders.TYPE, type);
    headers.put(EventHeaders.TENANT, Tenants.AURORA.value());
    headers.put(EventHeaders.SOURCE, "/call-service");
    headers.put(EventHeaders.TIME, BEGUN.toString());
    headers.put(EventHeaders.TRACE_PARENT, "00-" + "ab".repeat(16) + "-00f067aa0ba902b7-01");
    if (causation != null) {
      headers.put(EventHeaders.CAUSATION, causation);
    }
    return headers;
  }

  /**
   * @param body null for a tombstone
   */
  static ConsumerRecord<String, byte[]> record(
      String topic, long offset, Instant published, Map<String, String> headers, byte[] body) {
    RecordHeaders written = new RecordHeaders();
    headers.forEach((name, text) -> written.add(name, text.getBytes(StandardCharsets.UTF_8)));
    return new ConsumerRecord<>(
        topic,
        3,
        offset,
        published.toEpochMilli(),
        TimestampType.CREATE_TIME,
        -1,
        -1,
        "aurora:key",
        body,
        written,
        Optional.empty());
  }

  static HopRow row(ConsumerRecord<String, byte[]> record) {
    return HopRow.of(record, LineageTopics.origin(record.topic()).orElseThrow(), HASHES);
  }

  /** Published some milliseconds after the beginning. */
  LineageEvents add(String type, String id, String causation, long millis, String body) {
    return add(topic(type), headers(type, id, causation), millis, body);
  }

  LineageEvents add(String topic, Map<String, String> headers, long millis, String body) {
    rows.add(
        row(
            record(
                topic,
                rows.size(),
                BEGUN.plusMillis(millis),
                headers,
                body.getBytes(StandardCharsets.UTF_8))));
    return this;
  }

  private static String topic(String type) {
    return Topics.of(type);
  }

  List<Hop> find(Collection<UUID> handles) {
    List<Hop> found = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i).handles().all().stream().anyMatch(handles::contains)) {
        found.add(hop(i + 1, rows.get(i)));
      }
    }
    return found;
  }

  /** As the use case looks it up. */
  Lineage way(String id) {
    LineageGraph graph = graph(find(AskedId.of(id).handles(HASHES)), 500);
    return Lineage.of(graph.subject(), graph.hops(), graph.isCut(), null);
  }

  LineageGraph graph(List<Hop> found, int most) {
    LineageGraph graph = new LineageGraph(found, HASHES, most);
    for (Set<UUID> wanted = graph.wanted(); !wanted.isEmpty(); wanted = graph.wanted()) {
      graph.take(find(wanted));
    }
    return graph;
  }

  static Hop hop(long seq, HopRow row) {
    return new Hop(
        seq,
        row.tenant(),
        row.topic(),
        row.partition(),
        row.offset(),
        row.publishedAt(),
        row.happenedAt(),
        row.receivedAt(),
        row.eventId(),
        row.type(),
        row.source(),
        row.causation(),
        row.traceId(),
        row.subject(),
        row.decision(),
        row.failure(),
        row.redrive(),
        Set.copyOf(row.handles().all().subList(0, row.handles().ties())));
  }
}
