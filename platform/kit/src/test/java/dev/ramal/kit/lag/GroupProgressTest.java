package dev.ramal.kit.lag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.TenantId;
import dev.ramal.kit.failure.FailurePolicy;
import dev.ramal.kit.lag.Standstill.Place;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GroupProgressTest {
  private static final Instant BEGIN = Instant.parse("2026-11-30T12:00:00Z");
  private static final Duration EVERY = Duration.ofSeconds(5);
  private static final String RETRIES = "t.v1.s_retry_60000";

  private final GroupProgress progress =
      new GroupProgress(Duration.ofSeconds(40), Duration.ofSeconds(45));
  private final Map<GroupPartition, GroupOffsets> read = new HashMap<>();
  private int rounds;

  @Test
  @DisplayName("KIT-05 what is tried again may wait in its topic for as long as that is for")
  void shouldLetRetriesWaitForTheirTime() {
    // Given
    read.put(place("s-retries", RETRIES, 0), new GroupOffsets(7, 0, 8, true));
    read.put(place("s", "t.v1", 0), new GroupOffsets(7, 0, 8, true));

    // When
    Map<String, LagStatus> soon = byTopic(rounds(9));
    Map<String, LagStatus> later = byTopic(rounds(12));

    // Then
    assertThat(soon)
        .containsEntry("t.v1", LagStatus.STALL)
        .containsEntry(RETRIES, LagStatus.UNKNOWN);
    assertThat(later).containsEntry(RETRIES, LagStatus.STALL);
    assertThat(FailurePolicy.delayOf(RETRIES)).isEqualTo(Duration.ofMinutes(1));
    assertThat(FailurePolicy.delayOf("t.v1")).isZero();
  }

  @Test
  @DisplayName("KIT-06 what was deleted before it was read does not wait; what is unknown says so")
  void shouldCountWhatIsStillThere() {
    // Given
    GroupPartition deleted = place("s", "deleted.v1", 0);
    GroupPartition silent = place("s", "silent.v1", 0);
    read.put(deleted, new GroupOffsets(7, 50, 50, true));
    read.put(silent, new GroupOffsets(7, 0, GroupOffsets.NONE, true));
    read.put(place("s", "begun.v1", 0), new GroupOffsets(GroupOffsets.NONE, 40, 50, false));

    // When
    List<JudgedPartition> judged = rounds(12);

    // Then
    assertThat(byTopic(judged))
        .containsEntry("deleted.v1", LagStatus.OK)
        .containsEntry("silent.v1", LagStatus.UNKNOWN)
        .containsEntry("begun.v1", LagStatus.STOP);
    assertThat(judged)
        .filteredOn(one -> one.place().topic().equals("begun.v1"))
        .allMatch(one -> one.offsets().behind() == 10);
  }

  @Test
  @DisplayName("KIT-07 after readings that failed, and of who is gone and back, nothing is said")
  void shouldForgetWhatCouldNotBeRead() {
    // Given
    GroupPartition still = place("s", "t.v1", 0);
    read.put(still, new GroupOffsets(7, 0, 8, true));
    rounds(8);

    // When
    progress.forget();
    LagStatus afterOutage = byTopic(rounds(1)).get("t.v1");
    rounds(7);
    read.clear();
    rounds(1);
    read.put(still, new GroupOffsets(7, 0, 8, true));

    // Then
    assertThat(afterOutage).isEqualTo(LagStatus.UNKNOWN);
    assertThat(byTopic(rounds(1))).containsEntry("t.v1", LagStatus.UNKNOWN);
  }

  @Test
  @DisplayName("KIT-08 people are told one thing of a group and topic, and the meters count")
  void shouldTellOneThingOfAGroupAndTopic() {
    // Given
    SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    GroupMeters meters = new GroupMeters(metrics);
    read.put(place("s", "t.v1", 11), new GroupOffsets(7, 0, 8, true));
    read.put(place("s", "t.v1", 2), new GroupOffsets(7, 0, 12, true));
    read.put(place("s", "t.v1", 3), new GroupOffsets(12, 0, 12, true));
    read.put(place("s", "idle.v1", 0), new GroupOffsets(3, 0, 3, true));
    read.put(place("away", "t.v1", 2), new GroupOffsets(7, 0, 12, false));
    StandingGroups early = StandingGroups.of(rounds(4));

    // When
    List<JudgedPartition> judged = rounds(5);
    meters.tell(judged);
    StandingGroups found = StandingGroups.of(judged);

    // Then
    assertThat(early.standing()).isEmpty();
    assertThat(early.unsure())
        .containsExactlyInAnyOrder(
            new Place(TenantId.OPERATOR, "s t.v1"), new Place(TenantId.OPERATOR, "away t.v1"));
    assertThat(found.unsure()).isEmpty();
    assertThat(found.standing())
        .extracting(one -> one.place().subject())
        .containsExactly("away t.v1", "s t.v1");
    assertThat(found.standing().get(0).detail()).contains("nenhum processo as lê");
    assertThat(found.standing().get(1).detail())
        .contains("s não avança em t.v1 desde 2026-11-30T12:00:00Z", "espera: 6;", ": 2, 11;")
        .contains("um processo as lê");
    assertThat(gauge(metrics, "ramal.group.behind", "s")).isEqualTo(6);
    assertThat(gauge(metrics, "ramal.group.standing.partitions", "s")).isEqualTo(2);
    assertThat(metrics.getMeters())
        .noneMatch(meter -> "idle.v1".equals(meter.getId().getTag("topic")));

    // When
    meters.tell(List.of());

    // Then
    assertThat(gauge(metrics, "ramal.group.behind", "s")).isZero();
    assertThat(gauge(metrics, "ramal.group.standing.partitions", "s")).isZero();
  }

  /**
   * @return the last of them
   */
  private List<JudgedPartition> rounds(int count) {
    List<JudgedPartition> judged = List.of();
    for (int i = 0; i < count; i++) {
      judged = progress.judge(BEGIN.plus(EVERY.multipliedBy(rounds++)), read);
    }
    return judged;
  }

  private static Map<String, LagStatus> byTopic(List<JudgedPartition> judged) {
    return judged.stream()
        .collect(Collectors.toMap(one -> one.place().topic(), JudgedPartition::status));
  }

  private static double gauge(SimpleMeterRegistry metrics, String name, String group) {
    return metrics.get(name).tag("group", group).tag("topic", "t.v1").gauge().value();
  }

  private static GroupPartition place(String group, String topic, int partition) {
    return new GroupPartition(group, new TopicPartition(topic, partition));
  }
}
