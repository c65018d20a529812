package dev.ramal.messaging.carrier.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.messaging.carrier.telnyx.MessageDetailRecords.DetailRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName(
    "MSG-75 of Telnyx's records as many pages are read as the time needs, and it is known when not")
class MessageDetailRecordsTest {
  private static final Instant TO = Instant.parse("2026-03-02T12:00:00Z");
  private static final Instant FROM = TO.minus(Duration.ofMinutes(70));

  private final MessageDetailRecords records = new MessageDetailRecords(FROM, TO);

  @Test
  void shouldStopBehindTheTimeThatIsAskedFor() {
    // Then
    assertThat(records.add(page(TO.plusSeconds(60), -60))).isTrue();
    assertThat(records.nextPage()).isEqualTo(2);
    assertThat(records.add(page(TO.minus(Duration.ofMinutes(49)), -60))).isFalse();
    assertThat(records.isHidden()).isFalse();
    assertThat(records.ids()).hasSize(71);
  }

  @Test
  void shouldReadAListInAnotherOrderToItsEnd() {
    // Given
    List<DetailRecord> oldestFirst = page(FROM.minus(Duration.ofDays(1)), 60);
    List<DetailRecord> jumps = new ArrayList<>(page(FROM.minus(Duration.ofDays(1)), -60));
    // Then
    assertThat(records.add(oldestFirst)).isTrue();
    assertThat(records.add(jumps)).isTrue();
    assertThat(records.add(page(TO, -60).subList(0, 3))).isFalse();
    assertThat(records.isHidden()).isFalse();
    assertThat(records.ids()).hasSize(3);
  }

  @Test
  void shouldSayWhenThereAreMorePagesThanItReads() {
    // When
    for (int page = 1; page < MessageDetailRecords.PAGES; page++) {
      assertThat(records.add(page(TO, 0))).isTrue();
    }
    boolean more = records.add(page(TO, 0));
    // Then
    assertThat(more).isFalse();
    assertThat(records.isHidden()).isTrue();
  }

  @Test
  void shouldLookUpTheOldestAndSayUpToWhenTheseAreAll() {
    // Given
    int many = MessageDetailRecords.LOOK_UPS + 20;
    List<DetailRecord> all =
        IntStream.range(0, many)
            .mapToObj(n -> record("id-" + n, "inbound", FROM.plusSeconds(n)))
            .collect(Collectors.toCollection(ArrayList::new));
    Collections.reverse(all);
    records.add(all);
    // When
    MessageDetailRecords.LookUps due = records.lookUps(records.ids());
    // Then
    assertThat(due.ids()).hasSize(MessageDetailRecords.LOOK_UPS).startsWith("id-0", "id-1");
    assertThat(due.until()).isEqualTo(FROM.plusSeconds(MessageDetailRecords.LOOK_UPS - 1));
    assertThat(records.lookUps(List.of("id-5")))
        .isEqualTo(new MessageDetailRecords.LookUps(List.of("id-5"), TO));
  }

  @Test
  void shouldLeaveOutWhatWeWroteAndWhatIsNoRecord() {
    // When
    boolean more =
        records.add(
            List.of(
                record("sent", "outbound", TO),
                record(null, "inbound", TO),
                new DetailRecord("undated", "inbound", null),
                record("ours", "inbound", TO)));
    // Then
    assertThat(more).isFalse();
    assertThat(records.ids()).containsExactly("ours");
  }

  private static List<DetailRecord> page(Instant first, int step) {
    return IntStream.range(0, MessageDetailRecords.PAGE)
        .mapToObj(n -> record(first + "-" + n, "inbound", first.plusSeconds((long) n * step)))
        .toList();
  }

  private static DetailRecord record(String id, String direction, Instant at) {
    return new DetailRecord(id, direction, at.atOffset(ZoneOffset.UTC));
  }
}
