package dev.ramal.messaging.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class IndexedThroughTest {
  private static final TopicPartition CALLS = new TopicPartition(Topics.CALLS, 3);
  private static final TopicPartition BILLING = new TopicPartition(Topics.BILLING, 3);
  private static final Instant BEFORE = LineageEvents.BEGUN;
  private static final Instant NOW = BEFORE.plusSeconds(3_600);

  private final IndexedThrough through = new IndexedThrough();

  @Test
  @DisplayName("MSG-530 how far the index is sure to be the slowest partition says, read or not")
  void shouldBeNoFurtherThanTheSlowest() {
    // Given
    through.read(List.of(row(Topics.BILLING, 1, BEFORE)));
    through.read(List.of(row(Topics.CALLS, 1, NOW.minusSeconds(9)), row(Topics.CALLS, 2, NOW)));

    // When, Then
    assertThat(through.of(Map.of(CALLS, 0L, BILLING, 0L), NOW)).isEqualTo(NOW);
    assertThat(through.of(Map.of(CALLS, 7L, BILLING, 90L), NOW)).isEqualTo(BEFORE);
    assertThat(through.of(Map.of(CALLS, 7L, BILLING, 0L), NOW.plusSeconds(5))).isEqualTo(NOW);
  }

  @Test
  @DisplayName("MSG-530 nobody knows how far it is while a partition that is behind was never read")
  void shouldNotGuess() {
    // Given
    through.read(List.of(row(Topics.CALLS, 1, NOW)));

    // When, Then
    assertThat(through.of(Map.of(CALLS, 1L, BILLING, 1L), NOW)).isNull();
    assertThat(through.of(Map.of(CALLS, 0L, BILLING, 1L), NOW)).isNull();
  }

  private static HopRow row(String topic, long offset, Instant published) {
    return LineageEvents.row(
        LineageEvents.record(
            topic,
            offset,
            published,
            LineageEvents.headers("dev.ramal.calls.CallRinging", "e-" + offset, null),
            "{}".getBytes(StandardCharsets.UTF_8)));
  }
}
