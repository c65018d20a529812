package dev.ramal.kit.lag;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.kit.app.KitTest;
import dev.ramal.kit.app.Notes;
import dev.ramal.kit.outbox.OutboxBacklog;
import dev.ramal.kit.outbox.RefusedHeads;
import dev.ramal.kit.outbox.RefusedHeads.Head;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.TopicProbe;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rounds of two processes, each with partitions of its own, at times that the test says. */
@KitTest
class StandingEventsTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Instant BEGIN = Instant.parse("2026-11-30T12:00:00Z");
  private static final int EVERY = 10;

  /** Partitions that no outbox has: the application of this test judges its own. */
  private static final int STUCK = 98;

  private static final int BUSY = 99;

  /** Which no other test uses. */
  private final TenantId stuck = TenantId.of("stuck-" + System.nanoTime());

  private final TenantId busy = TenantId.of("busy-" + System.nanoTime());

  @Inject OutboxBacklog backlog;
  @Inject TellStandstills standstills;
  @Inject LagConfig config;
  @Inject Vertx vertx;
  @Inject Clock clock;

  @Test
  @DisplayName(
      "KIT-18 an organization whose event the broker refuses is told once, within a minute; a"
          + " process with other partitions does not end it; one whose events go on is told"
          + " nothing")
  void shouldTellWhoseEventIsNotPublished() {
    // Given
    StandingEvents one = replica();
    StandingEvents other = replica();

    try (TopicProbe probe = TopicProbe.on(Topics.ALERTS)) {
      // When
      Integer told = null;
      for (int round = 0; round < 7; round++) {
        judge(one, round, Set.of(STUCK), List.of(new Head(stuck, STUCK, 17)));
        judge(other, round, Set.of(BUSY), List.of(new Head(busy, BUSY, 100 + round)));
        if (told == null && rows() == 1) {
          told = round * EVERY;
        }
      }
      long whileItStands = rows();
      judge(other, 7, Set.of(STUCK, BUSY), List.of());

      // Then
      assertThat(told).isBetween(40, 50);
      assertThat(whileItStands).isEqualTo(1);
      assertThat(rows()).isZero();
      probe.await("that it is over", record -> isOf(record, stuck, AlertResolved.class));
      List<ReceivedRecord> alerts =
          probe.all().stream().filter(record -> record.tenant().equals(stuck)).toList();
      assertThat(alerts).hasSize(2);
      AlertRaised raised = alerts.get(0).data(AlertRaised.class);
      assertThat(raised.title()).isEqualTo(StandingEvents.SCOPE.title());
      assertThat(raised.detail()).contains("evento 17 ", "2026-11-30T12:00:00Z");
      assertThat(probe.all()).noneMatch(record -> record.tenant().equals(busy));
    }
  }

  private StandingEvents replica() {
    return new StandingEvents(backlog, standstills, config, vertx, clock);
  }

  private static void judge(
      StandingEvents replica, int round, Set<Integer> partitions, List<Head> heads) {
    replica
        .judge(BEGIN.plusSeconds((long) round * EVERY), new RefusedHeads(partitions, heads))
        .await()
        .atMost(LIMIT);
  }

  private long rows() {
    return Notes.DATABASE.count("standstills where tenant = ?", stuck.value());
  }

  private static boolean isOf(
      ReceivedRecord record, TenantId tenant, Class<? extends Record> type) {
    return record.tenant().equals(tenant) && record.is(type);
  }
}
