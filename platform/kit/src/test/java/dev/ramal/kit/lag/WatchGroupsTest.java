package dev.ramal.kit.lag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.kit.app.KitTest;
import dev.ramal.kit.app.Notes;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.settings.ServiceConfig;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.topics.KafkaSettings;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.TopicProbe;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Real offsets of a real broker, read at times that the test says. */
@KitTest
class WatchGroupsTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Instant BEGIN = Instant.parse("2026-11-30T12:00:00Z");
  private static final int EVERY = 5;

  private final String id = Notes.newId();
  private final TopicPartition partition = new TopicPartition("watched-" + id, 0);
  private final String stalled = "stalled-" + id;
  private final String slow = "slow-" + id;

  @Inject KafkaSettings kafka;
  @Inject SqlTransactions transactions;
  @Inject Outbox outbox;
  @Inject Events events;
  @Inject ServiceConfig service;
  @Inject LagConfig config;
  @Inject Clock clock;
  private Admin admin;
  private ReadGroups reader;
  private TopicProbe probe;
  private int second;
  private int sent;

  @BeforeEach
  void open() throws Exception {
    admin = Admin.create(kafka.copy());
    admin
        .createTopics(List.of(new NewTopic(partition.topic(), Optional.of(1), Optional.empty())))
        .all()
        .get(20, TimeUnit.SECONDS);
    reader = new ReadGroups(kafka.copy(), Pattern.compile("(stalled|slow)-" + id), LIMIT);
    probe = TopicProbe.on(Topics.ALERTS);
  }

  @AfterEach
  void close() {
    probe.close();
    reader.close();
    admin.close();
  }

  @Test
  @DisplayName(
      "KIT-09 stalled is told within a minute, once however many processes see it, and that it is"
          + " over once; slow but moving is not told")
  void shouldTellOnceWhoStandsStillAndNotWhoIsSlow() throws Exception {
    // Given
    WatchGroups one = replica();
    WatchGroups other = replica();
    send(3);
    commit(stalled, 1);
    commit(slow, 0);

    // When
    Integer told = null;
    for (int round = 0; round < 12; round++) {
      send(2);
      commit(slow, round + 1);
      judge(one, other);
      if (told == null && rows() == 1) {
        told = second;
      }
      second += EVERY;
    }
    WatchGroups startedAnew = replica();
    judge(startedAnew);
    commit(stalled, sent);
    judge(one, other);
    second += EVERY;
    judge(startedAnew);

    // Then
    assertThat(told).isBetween(40, 50);
    assertThat(rows()).isZero();
    probe.await(
        "that it is over", record -> record.is(AlertResolved.class) && isOf(record, stalled));
    List<ReceivedRecord> alerts =
        probe.all().stream().filter(record -> isOf(record, stalled)).toList();
    assertThat(alerts).allMatch(record -> record.tenant().equals(TenantId.OPERATOR));
    assertThat(alerts).hasSize(2);
    AlertRaised raised = alerts.get(0).data(AlertRaised.class);
    assertThat(raised.severity()).isEqualTo("critical");
    assertThat(raised.title()).isEqualTo(StandingGroups.SCOPE.title());
    assertThat(raised.detail()).contains(stalled, partition.topic(), "2026-11-30T12:00:00Z");
    assertThat(alerts.get(1).data(AlertResolved.class).title()).isEqualTo(raised.title());
    assertThat(probe.all()).noneMatch(record -> isOf(record, slow));
  }

  @Test
  @DisplayName("KIT-10 the broker says where groups are")
  void shouldReadWhereGroupsAre() throws Exception {
    // Given
    send(5);
    commit(stalled, 2);

    // When
    Map<GroupPartition, GroupOffsets> read = reader.read();

    // Then
    assertThat(read)
        .containsOnlyKeys(new GroupPartition(stalled, partition))
        .containsValue(new GroupOffsets(2, 0, 5, false));
    assertThat(read.values()).extracting(GroupOffsets::behind).containsExactly(3L);
  }

  private WatchGroups replica() {
    return new WatchGroups(
        kafka,
        new TellStandstills(transactions, outbox, events, service, clock),
        config,
        new SimpleMeterRegistry(),
        clock);
  }

  private void judge(WatchGroups... replicas) {
    Map<GroupPartition, GroupOffsets> read = reader.read();
    for (WatchGroups replica : replicas) {
      replica.judge(BEGIN.plusSeconds(second), read).await().atMost(LIMIT);
    }
  }

  private long rows() {
    return Notes.DATABASE.count("standstills where subject = ?", subject(stalled));
  }

  private boolean isOf(ReceivedRecord record, String group) {
    return subject(group).equals(record.subject());
  }

  private String subject(String group) {
    return group + " " + partition.topic();
  }

  private void send(int records) {
    for (int i = 0; i < records; i++) {
      probe.send(partition.topic(), "k", Map.of(), "{}");
      sent++;
    }
  }

  private void commit(String group, long offset) throws Exception {
    admin
        .alterConsumerGroupOffsets(group, Map.of(partition, new OffsetAndMetadata(offset)))
        .all()
        .get(20, TimeUnit.SECONDS);
  }
}
