package dev.ramal.kit.lag;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ramal.events.Topics;
import dev.ramal.kit.lag.ReadGroups.GroupsUnreadable;
import dev.ramal.servers.kafka.EmbeddedKafka;
import dev.ramal.servers.kafka.TopicSetup;
import dev.ramal.servers.processes.FreePort;
import dev.ramal.testkit.FaultRun;
import dev.ramal.testkit.RamalServers;
import dev.ramal.testkit.TopicProbe;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag(RamalServers.TAG)
class BrokerDiesTest {
  private static final Instant BEGIN = Instant.parse("2026-11-30T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int EVERY = 5;

  private final GroupProgress progress =
      new GroupProgress(Duration.ofSeconds(40), Duration.ofSeconds(45));

  @Test
  @FaultRun
  @DisplayName("KIT-19 a broker that dies makes nobody stand still, and hides nobody who does")
  void shouldSayNothingOfTheTimeWithoutABroker(@TempDir Path folder) throws Exception {
    // Given
    EmbeddedKafka mortal = new EmbeddedKafka(folder, FreePort.next(), FreePort.next());
    mortal.start();
    try {
      new TopicSetup(mortal.bootstrapServers()).ensure();
      try (TopicProbe probe = TopicProbe.on(mortal.bootstrapServers(), true, Topics.BILLING)) {
        probe.send(Topics.BILLING, "k", Map.of(), "{}");
        commit(mortal, probe.all().get(0).partition());
      }
      Map<String, Object> kafka = Map.of("bootstrap.servers", mortal.bootstrapServers());
      try (ReadGroups reader = new ReadGroups(kafka, Pattern.compile("still"), PATIENCE)) {
        judge(reader, 0, 7);

        // When
        ProcessHandle process = ProcessHandle.of(mortal.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
        assertThatThrownBy(reader::read).isInstanceOf(GroupsUnreadable.class);
        progress.forget();
        mortal.start();
        await()
            .atMost(Duration.ofSeconds(60))
            .ignoreExceptionsInstanceOf(GroupsUnreadable.class)
            .until(() -> !reader.read().isEmpty());

        // Then
        assertThat(judge(reader, 8, 15)).isEqualTo(LagStatus.UNKNOWN);
        assertThat(judge(reader, 16, 16)).isEqualTo(LagStatus.STOP);
      }
    } finally {
      mortal.stop();
    }
  }

  /** A group that nobody is a member of, before the only record. */
  private static void commit(EmbeddedKafka kafka, int partition) throws Exception {
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()))) {
      admin
          .alterConsumerGroupOffsets(
              "still",
              Map.of(new TopicPartition(Topics.BILLING, partition), new OffsetAndMetadata(0)))
          .all()
          .get(20, TimeUnit.SECONDS);
    }
  }

  /**
   * @return what the last of these rounds says
   */
  private LagStatus judge(ReadGroups reader, int from, int to) {
    List<JudgedPartition> judged = List.of();
    for (int round = from; round <= to; round++) {
      judged = progress.judge(BEGIN.plusSeconds((long) round * EVERY), reader.read());
    }
    return judged.get(0).status();
  }
}
