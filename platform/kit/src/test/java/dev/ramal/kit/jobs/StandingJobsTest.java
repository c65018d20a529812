package dev.ramal.kit.jobs;

import static dev.ramal.kit.jobs.JobsBench.LIMIT;
import static dev.ramal.kit.jobs.JobsBench.job;
import static dev.ramal.kit.jobs.JobsBench.queue;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.alerts.AlertResolved;
import dev.ramal.kit.app.KitTest;
import dev.ramal.kit.app.Notes;
import dev.ramal.kit.lag.LagConfig;
import dev.ramal.kit.lag.TellStandstills;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** No engine runs: what is taken of a queue, and when it is measured, the test says. */
@KitTest
class StandingJobsTest {
  private static final Instant BEGIN = Instant.parse("2026-11-30T12:00:00Z");
  private static final int EVERY = 10;
  private static final String SENDER = "+5511999990000";
  private static final String TAKE =
      "update jobs set state = 'DONE', finished_at = now() where id = ?";

  private final OtherSide other = new OtherSide(queue());
  private final String queue = other.queue().name();

  @Inject JobsBench bench;
  @Inject StandingJobs one;
  @Inject TellStandstills standstills;
  @Inject LagConfig config;

  @AfterEach
  void leaveNothing() {
    Notes.DATABASE.execute("delete from jobs where queue = ?", queue);
    bench.close();
  }

  @Test
  @DisplayName(
      "KIT-11 a queue that stands still for an organization is told that one, once, within a"
          + " minute; the other one, whose jobs go one by one, is told nothing")
  void shouldTellTheOrganizationForWhichAQueueStandsStill() {
    // Given
    StandingJobs replica = new StandingJobs(standstills, config);
    List<String> still =
        bench.append(
            List.of(
                job(other, Tenants.AURORA, "post").onAccount(SENDER),
                job(other, Tenants.AURORA, "post")));
    List<String> moving = bench.append(other, Tenants.BOREAL, 9);

    try (TopicProbe probe = TopicProbe.on(Topics.ALERTS)) {
      // When
      Integer told = null;
      for (int round = 0; round < 7; round++) {
        measured(round, one, replica);
        if (told == null && rows() > 0) {
          told = round * EVERY;
        }
        Notes.DATABASE.execute(TAKE, moving.get(round));
      }
      Notes.DATABASE.execute(TAKE, still.get(0));
      measured(7, one, replica);
      long whileOneAccountStands = rows();
      Notes.DATABASE.execute(TAKE, still.get(1));
      measured(8, one, replica);

      // Then
      assertThat(told).isBetween(40, 50);
      assertThat(whileOneAccountStands).isEqualTo(1);
      assertThat(rows()).isZero();
      probe.await("that it is over", record -> isOfQueue(record) && record.is(AlertResolved.class));
      List<ReceivedRecord> alerts = probe.all().stream().filter(this::isOfQueue).toList();
      assertThat(alerts).hasSize(2);
      assertThat(alerts).allMatch(record -> record.tenant().equals(Tenants.AURORA));
      AlertRaised raised = alerts.get(0).data(AlertRaised.class);
      assertThat(raised.title()).isEqualTo(StandingJobs.TITLE);
      assertThat(raised.severity()).isEqualTo("warning");
      assertThat(raised.detail())
          .contains(queue, "2026-11-30T12:00:00Z")
          .doesNotContain(SENDER.substring(1));
    }
  }

  @Test
  @DisplayName(
      "KIT-12 what waits for a pause, for another of its order, for a long one or for a person is"
          + " not told")
  void shouldNotJudgeWhatIsKnownToWait() {
    // Given
    String paused = "paused-" + queue;
    String held = "held-" + queue;
    String busy = "busy-" + queue;
    List<String> order =
        bench.append(
            List.of(
                job(other, Tenants.AURORA, "post").inOrderOf("leg"),
                job(other, Tenants.AURORA, "post").inOrderOf("leg")));
    bench.append(
        List.of(
            job(other, Tenants.BOREAL, "post").onAccount(paused),
            job(other, Tenants.BOREAL, "post").onAccount(held),
            job(other, Tenants.BOREAL, "post").dueIn(Duration.ofHours(1))));
    Notes.DATABASE.execute("update jobs set state = 'UNKNOWN' where id = ?", order.get(0));
    List<String> onceAtATime =
        bench.append(
            List.of(
                job(other, Tenants.AURORA, "post").onAccount(busy),
                job(other, Tenants.AURORA, "post").onAccount(busy)));
    Notes.DATABASE.execute(
        "update jobs set state = 'RUNNING', leased_by = 'other', due_at = now() + interval '1 hour'"
            + " where id = ?",
        onceAtATime.get(0));
    pause(paused, "now() + interval '1 hour'");
    pause(held, "'infinity'");

    // When
    List<OldestDue> due = due();
    for (int round = 0; round < 7; round++) {
      measured(round, one);
    }

    // Then
    assertThat(due)
        .extracting(OldestDue::tenant, OldestDue::account, OldestDue::position)
        .containsExactlyInAnyOrder(
            tuple(Tenants.AURORA, "", null),
            tuple(Tenants.AURORA, busy, null),
            tuple(Tenants.BOREAL, paused, null));
    assertThat(rows()).isZero();
  }

  private void measured(int round, StandingJobs... replicas) {
    List<OldestDue> due = due();
    for (StandingJobs replica : replicas) {
      replica.judge(queue, BEGIN.plusSeconds((long) round * EVERY), due).await().atMost(LIMIT);
    }
  }

  private List<OldestDue> due() {
    return bench.store("measure").oldestDue(queue).await().atMost(LIMIT);
  }

  private long rows() {
    return Notes.DATABASE.count("standstills where subject = ?", queue);
  }

  private boolean isOfQueue(ReceivedRecord record) {
    return queue.equals(record.subject());
  }

  private static void pause(String account, String until) {
    Notes.DATABASE.execute(
        "insert into job_accounts (tenant, account, paused_until) values ('boreal', ?, %s)"
            .formatted(until),
        account);
  }
}
