package dev.ramal.kit.jobs;

import static dev.ramal.kit.jobs.JobsBench.LIMIT;
import static dev.ramal.kit.jobs.JobsBench.job;
import static dev.ramal.kit.jobs.JobsBench.queue;
import static dev.ramal.kit.jobs.JobsBench.state;
import static dev.ramal.kit.jobs.JobsBench.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.kit.app.KitTest;
import dev.ramal.kit.app.Notes;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.testkit.Tenants;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@KitTest
class JobClaimTest {
  @Inject JobsBench bench;
  @Inject Jobs jobs;
  @Inject SqlTransactions transactions;

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void shouldNotLetABacklogOfOneOrganizationDelayAnother() {
    // Given
    OtherSide other = new OtherSide(queue());
    bench.append(other, Tenants.AURORA, 2_000);
    bench.append(other, Tenants.BOREAL, 3);
    other.sending =
        job ->
            job.tenant().equals(Tenants.AURORA)
                ? Uni.createFrom().emitter(never -> {})
                : OtherSide.done("ok");

    // When
    bench.engine(other);

    // Then
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(other.sentTenants())
                    .filteredOn(Tenants.BOREAL::equals)
                    .hasSize(3)
                    .satisfies(
                        sent ->
                            assertThat(other.sentTenants())
                                .filteredOn(Tenants.AURORA::equals)
                                .hasSize(2)));
  }

  @Test
  void shouldSendWhatIsUrgentFirst() {
    // Given
    OtherSide other = new OtherSide(queue().places(1, 1));
    List<String> ids =
        bench.append(
            List.of(
                job(other, Tenants.AURORA, "look-up").withPriority(Priority.BACKGROUND),
                job(other, Tenants.AURORA, "dial"),
                job(other, Tenants.AURORA, "hang-up").withPriority(Priority.URGENT)));

    // When
    bench.engine(other);

    // Then
    await().atMost(LIMIT).until(() -> other.sent.size() == 3);
    assertThat(other.sentIds()).containsExactly(ids.get(2), ids.get(1), ids.get(0));
  }

  @Test
  void shouldKeepAnOrganizationsOwnOrderBehindWhatIsUsualAndToItself() {
    // Given
    OtherSide other = new OtherSide(queue().places(1, 1));
    List<String> ids =
        bench.append(
            List.of(
                job(other, Tenants.AURORA, "dial").inPlace(9),
                job(other, Tenants.BOREAL, "dial").inPlace(2),
                job(other, Tenants.BOREAL, "dial").inPlace(1),
                job(other, Tenants.BOREAL, "dial")));

    // When
    bench.engine(other);

    // Then
    await().atMost(LIMIT).until(() -> other.sent.size() == 4);
    assertThat(other.sentIds())
        .as("what came first of another organization goes before the first place of this one")
        .containsExactly(ids.get(3), ids.get(0), ids.get(2), ids.get(1));
  }

  @Test
  void shouldPauseATooFastAccountInEveryReplicaAndNoOther() {
    // Given
    OtherSide first = new OtherSide(queue().places(1, 1));
    OtherSide second = new OtherSide(first.queue());
    first.sending =
        job -> Uni.createFrom().item(new Outcome.Throttled<>(Duration.ofSeconds(30), "429"));
    second.sending = first.sending;
    String throttled =
        bench.append(List.of(job(first, Tenants.AURORA, "post").onAccount("AC1"))).get(0);
    bench.engine(first);
    await().atMost(LIMIT).until(() -> told(throttled).equals("postponed 429"));
    first.sending = job -> OtherSide.done("ok");
    second.sending = first.sending;

    // When
    bench.engine(second);
    String paused =
        bench.append(List.of(job(first, Tenants.AURORA, "post").onAccount("AC1"))).get(0);
    String free = bench.append(List.of(job(first, Tenants.AURORA, "post").onAccount("AC2"))).get(0);

    // Then
    await().atMost(LIMIT).until(() -> state(free).equals("DONE"));
    assertThat(state(paused)).isEqualTo("WAITING");
    Notes.DATABASE.execute(
        "update job_accounts set paused_until = now() + interval '1 second' where account = 'AC1'");
    Notes.DATABASE.execute("update jobs set due_at = now() where id = ?", throttled);
    await().atMost(LIMIT).until(() -> state(paused).equals("DONE"));
    assertThat(
            Notes.DATABASE.count(
                "jobs join job_accounts using (tenant, account)"
                    + " where id = ? and sent_at >= paused_until",
                paused))
        .isEqualTo(1);
    await().atMost(LIMIT).until(() -> state(throttled).equals("DONE"));
    assertThat(Notes.DATABASE.value("select failures from jobs where id = ?", throttled))
        .isEqualTo(0);
  }

  @Test
  void shouldLetAnAccountPassNoMoreThanItsRateOverAllReplicas() {
    // Given
    JobQueue limited = queue().places(20, 20).rate(new JobQueue.Rate(10, 5));
    OtherSide first = new OtherSide(limited);
    OtherSide second = new OtherSide(limited);
    bench.append(
        java.util.stream.IntStream.range(0, 25)
            .mapToObj(i -> job(first, Tenants.AURORA, "post").onAccount("AC-" + limited.name()))
            .toList());
    long before = System.nanoTime();

    // When
    bench.engine(first);
    bench.engine(second);
    await().atMost(LIMIT).until(() -> first.sent.size() + second.sent.size() == 25);

    // Then
    assertThat(Duration.ofNanos(System.nanoTime() - before))
        .isBetween(Duration.ofMillis(1_800), Duration.ofSeconds(10));
  }

  @Test
  void shouldKeepAPausedAccountWaitingUntilItIsResumed() {
    // Given
    OtherSide other = new OtherSide(queue());
    String account = "crm-" + other.queue().name();
    bench.engine(other);
    transactions
        .inTenant(Tenants.AURORA, sql -> jobs.pause(sql, Tenants.AURORA, account))
        .await()
        .atMost(LIMIT);
    String id = bench.append(List.of(job(other, Tenants.AURORA, "note").onAccount(account))).get(0);
    String own = bench.append(other, Tenants.AURORA, 1).get(0);
    await().atMost(LIMIT).until(() -> state(own).equals("DONE"));
    assertThat(state(id)).isEqualTo("WAITING");

    // When
    transactions
        .inTenant(Tenants.AURORA, sql -> jobs.resume(sql, Tenants.AURORA, account))
        .await()
        .atMost(LIMIT);

    // Then
    await().atMost(LIMIT).until(() -> state(id).equals("DONE"));
  }

  @Test
  void shouldWorkOffEachJobOnceBetweenTwoReplicas() {
    // Given
    OtherSide first = new OtherSide(queue());
    OtherSide second = new OtherSide(first.queue());
    bench.append(first, Tenants.AURORA, 150);
    bench.append(first, Tenants.BOREAL, 150);

    // When
    bench.engine(first);
    bench.engine(second);
    await()
        .atMost(LIMIT)
        .until(
            () ->
                Notes.DATABASE.count(
                        "jobs where queue = ? and state = 'DONE'", first.queue().name())
                    == 300);

    // Then
    assertThat(first.sent.size() + second.sent.size()).isEqualTo(300);
  }
}
