package dev.ramal.kit.jobs;

import static dev.ramal.kit.jobs.JobsBench.LIMIT;
import static dev.ramal.kit.jobs.JobsBench.job;
import static dev.ramal.kit.jobs.JobsBench.queue;
import static dev.ramal.kit.jobs.JobsBench.state;
import static dev.ramal.kit.jobs.JobsBench.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ramal.kit.app.KitTest;
import dev.ramal.kit.app.Notes;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.testkit.Tenants;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@KitTest
class JobEngineTest {
  @Inject JobsBench bench;
  @Inject Jobs jobs;
  @Inject SqlTransactions transactions;

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void shouldSendOnceAndRecordTheOutcomeWithTheOwnersEffect() {
    // Given
    OtherSide other = new OtherSide(queue());
    bench.engine(other);

    // When
    String id = bench.append(other, Tenants.AURORA, 1).get(0);

    // Then
    await().atMost(LIMIT).until(() -> state(id).equals("DONE"));
    assertThat(told(id)).isEqualTo("done " + id);
    assertThat(other.sent).hasSize(1);
    assertThat(other.sent.get(0).payload(JobsBench.Letter.class).words()).isEqualTo("hello");
    assertThat(other.sent.get(0).attempt()).isEqualTo(1);
  }

  @Test
  void shouldLeaveNoRowOfAnEndedJobWhereTheQueueForgets() {
    // Given
    OtherSide other = new OtherSide(queue().forgetsEnded());
    bench.engine(other);

    // When
    String id = bench.append(List.of(job(other, Tenants.AURORA, "post").once("k"))).get(0);
    await().atMost(LIMIT).until(() -> other.sent.size() == 1);

    // Then
    await()
        .atMost(LIMIT)
        .until(() -> Notes.DATABASE.count("jobs where queue = ?", other.queue().name()) == 0);
    assertThat(told(id)).isEqualTo("done " + id);
    bench.append(List.of(job(other, Tenants.AURORA, "post").once("k")));
    await().atMost(LIMIT).until(() -> other.sent.size() == 2);
  }

  @Test
  void shouldStoreNothingWhenTheCallersTransactionRollsBack() {
    // Given
    OtherSide other = new OtherSide(queue());

    // When
    assertThatThrownBy(
            () ->
                transactions
                    .inTenant(
                        Tenants.AURORA,
                        sql ->
                            jobs.append(sql, job(other, Tenants.AURORA, "post"))
                                .invoke(
                                    () -> {
                                      throw new IllegalStateException("rolled back");
                                    }))
                    .await()
                    .atMost(LIMIT))
        .hasMessage("rolled back");

    // Then
    assertThat(Notes.DATABASE.count("jobs where queue = ?", other.queue().name())).isZero();
  }

  @Test
  void shouldStoreOnlyTheFirstOfOneKeyAndKeepTheKeysOfTwoOrganizationsApart() {
    // Given
    OtherSide other = new OtherSide(queue());

    // When
    bench.append(
        List.of(
            job(other, Tenants.AURORA, "post").once("k"),
            job(other, Tenants.AURORA, "post").once("k"),
            job(other, Tenants.BOREAL, "post").once("k")));
    bench.append(List.of(job(other, Tenants.AURORA, "post").once("k")));

    // Then
    assertThat(
            Notes.DATABASE.rows(
                "select tenant from jobs where queue = ? order by tenant", other.queue().name()))
        .extracting(row -> row.get("tenant"))
        .containsExactly("aurora", "boreal");
  }

  @Test
  void shouldStoreTheKeyAgainOnceTheFirstEndedLongEnoughAgo() {
    // Given
    OtherSide other = new OtherSide(queue());
    bench.engine(other);
    String first = bench.append(List.of(job(other, Tenants.AURORA, "post").once("hang-up"))).get(0);
    await().atMost(LIMIT).until(() -> state(first).equals("DONE"));

    // When
    bench.append(
        List.of(job(other, Tenants.AURORA, "post").onceWithin(Duration.ofHours(1), "hang-up")));
    bench.append(List.of(job(other, Tenants.AURORA, "post").onceWithin(Duration.ZERO, "hang-up")));

    // Then
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(
                        Notes.DATABASE.count(
                            "jobs where queue = ? and state = 'DONE'", other.queue().name()))
                    .isEqualTo(2));
  }

  @Test
  void shouldNeverSendWhatNobodyWaitsForAnyMore() {
    // Given
    OtherSide other = new OtherSide(queue());
    String id =
        bench
            .append(List.of(job(other, Tenants.AURORA, "dial").sendWithin(Duration.ofMillis(1))))
            .get(0);

    // When
    bench.engine(other);

    // Then
    await().atMost(LIMIT).until(() -> state(id).equals("EXPIRED"));
    assertThat(other.sent).isEmpty();
    assertThat(told(id)).isEqualTo("refused too-late");
  }

  @Test
  void shouldAskAboutAnUnknownOutcomeAndNotSendAgain() {
    // Given
    OtherSide other = new OtherSide(queue());
    other.sending = job -> OtherSide.unknown("timeout");
    other.asking =
        job -> other.asked.size() < 3 ? OtherSide.unknown("too early") : OtherSide.done("found");

    // When
    bench.engine(other);
    String id = bench.append(other, Tenants.AURORA, 1).get(0);

    // Then
    await().atMost(LIMIT).until(() -> state(id).equals("DONE"));
    assertThat(other.sent).hasSize(1);
    assertThat(told(id))
        .isEqualTo("unclear timeout; unclear too early; unclear too early; done found");
  }

  @Test
  void shouldSendAgainOnlyWhatIsProvenNotToBeThereAndAtLastGiveUp() {
    // Given
    OtherSide other = new OtherSide(queue());
    other.sending = job -> Uni.createFrom().failure(new IllegalStateException("connection lost"));
    other.asking = job -> OtherSide.notTaken("not created");

    // When
    bench.engine(other);
    String id = bench.append(other, Tenants.AURORA, 1).get(0);

    // Then
    await().atMost(LIMIT).until(() -> state(id).equals("DEAD"));
    assertThat(other.sent).hasSize(3);
    assertThat(other.asked).hasSize(3);
    assertThat(told(id)).endsWith("refused exhausted");
  }

  @Test
  void shouldAskAboutWhatACrashLeftBetweenSendingAndRecording() {
    // Given
    OtherSide crashed = new OtherSide(queue().lease(Duration.ofMillis(600)));
    String id = claimedByHand(crashed).id();
    OtherSide survivor = new OtherSide(crashed.queue());
    survivor.asking = job -> OtherSide.done("found");

    // When
    bench.engine(survivor);

    // Then
    await().atMost(LIMIT).until(() -> state(id).equals("DONE"));
    assertThat(survivor.sent).isEmpty();
    assertThat(told(id)).contains("found being sent after a crash").endsWith("done found");
  }

  @Test
  void shouldLetTheFirstConclusionAboutAnAttemptCount() {
    // Given
    OtherSide slow = new OtherSide(queue().lease(Duration.ofMillis(800)));
    Job job = claimedByHand(slow);
    await().atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(() -> isOverdue(job));
    OtherSide quick = new OtherSide(slow.queue());
    quick.asking = ignored -> OtherSide.notTaken("not created");
    quick.sending = ignored -> OtherSide.notTaken("still busy");
    bench.engine(quick);
    await().atMost(LIMIT).until(() -> state(job.id()).equals("DEAD"));
    slow.sending = ignored -> Uni.createFrom().item(new Outcome.Refused<>("late", "refused"));

    // When
    work(slow).send(inTime(job)).await().atMost(LIMIT);

    // Then
    assertThat(state(job.id())).isEqualTo("DEAD");
    assertThat(told(job.id())).doesNotContain("refused late");
  }

  @Test
  void shouldTellALateSuccessWhateverWasConcludedBefore() {
    // Given
    OtherSide slow = new OtherSide(queue());
    Job job = claimedByHand(slow);
    Notes.DATABASE.execute("update jobs set state = 'ABANDONED' where id = ?", job.id());

    // When
    work(slow).send(job).await().atMost(LIMIT);

    // Then
    assertThat(state(job.id())).isEqualTo("ABANDONED");
    assertThat(told(job.id())).isEqualTo("late " + job.id());
  }

  @Test
  void shouldRecordNothingOfAConclusionWhoseTransactionFailsAndTryItAgain() {
    // Given
    OtherSide other = new OtherSide(queue());
    AtomicInteger failures = new AtomicInteger();
    other.whileRecording =
        () -> {
          if (failures.incrementAndGet() < 3) {
            throw new IllegalStateException("the database is away");
          }
        };

    // When
    bench.engine(other);
    String id = bench.append(other, Tenants.AURORA, 1).get(0);

    // Then
    await().atMost(LIMIT).until(() -> state(id).equals("DONE"));
    assertThat(other.sent).hasSize(1);
    assertThat(told(id)).isEqualTo("done " + id);
  }

  @Test
  void shouldTakeBackWhatHasNotLeftAndSayWhenItIsTooLate() {
    // Given
    OtherSide other = new OtherSide(queue());
    String id = bench.append(List.of(job(other, Tenants.AURORA, "dial").once("dial"))).get(0);

    // When
    boolean first = withdraw(other, "dial");
    boolean second = withdraw(other, "dial");

    // Then
    assertThat(List.of(first, second)).containsExactly(true, false);
    assertThat(state(id)).isEqualTo("WITHDRAWN");
  }

  @Test
  void shouldTakeBackThoseOfASetThatHaveNotLeft() {
    // Given
    OtherSide other = new OtherSide(queue());
    bench.append(
        List.of(
            job(other, Tenants.AURORA, "dial").once("one"),
            job(other, Tenants.AURORA, "dial").once("other"),
            job(other, Tenants.BOREAL, "dial").once("one")));
    JobKey gone = new JobKey(Tenants.AURORA, "other");
    withdraw(other, gone.uniqueKey());
    List<JobKey> dials =
        List.of(
            gone,
            new JobKey(Tenants.AURORA, "one"),
            new JobKey(Tenants.BOREAL, "one"),
            new JobKey(Tenants.BOREAL, "nobody's"));

    // When
    Set<JobKey> withdrawn =
        transactions
            .acrossTenants(
                "a set of facts is of several organizations",
                sql -> jobs.withdrawAll(sql, other.queue().name(), dials, "hung up"))
            .await()
            .atMost(LIMIT);

    // Then
    assertThat(withdrawn).containsExactlyInAnyOrder(dials.get(1), dials.get(2));
  }

  @Test
  void shouldGiveBackWhatWasTakenAndNotBegunWhenItIsStopped() {
    // Given
    OtherSide other = new OtherSide(queue());
    Job job = claimedByHand(other);

    // When
    bench.store("by hand").release(List.of(job)).await().atMost(LIMIT);

    // Then
    assertThat(state(job.id())).isEqualTo("WAITING");
  }

  @Test
  void shouldWaitForWhatIsOnItsWayWhenItIsStopped() {
    // Given
    OtherSide other = new OtherSide(queue());
    other.sending = job -> OtherSide.done("slowly").onItem().delayIt().by(Duration.ofMillis(300));
    JobEngine engine = bench.engine(other);
    String id = bench.append(other, Tenants.AURORA, 1).get(0);
    await().atMost(LIMIT).until(() -> other.sent.size() == 1);

    // When
    engine.stop();

    // Then
    assertThat(state(id)).isEqualTo("DONE");
  }

  private Job claimedByHand(OtherSide other) {
    bench.append(other, Tenants.AURORA, 1);
    return bench.store("by hand").toSend(other.queue(), 1).await().atMost(LIMIT).get(0);
  }

  private WorkOnJob<String> work(OtherSide other) {
    return bench.work(other);
  }

  /** The same claim, before the second half of its lease: what a stopped process would hold. */
  private static Job inTime(Job job) {
    return new Job(
        job.seq(),
        job.id(),
        job.tenant(),
        job.queue(),
        job.kind(),
        job.subject(),
        job.account(),
        job.payload(),
        job.state(),
        job.attempt(),
        job.failures(),
        job.questions(),
        job.openedAt(),
        job.sentAt(),
        job.claimedAt(),
        null,
        java.time.Instant.MAX);
  }

  private static boolean isOverdue(Job job) {
    return Notes.DATABASE.count("jobs where id = ? and due_at < now()", job.id()) == 1;
  }

  private boolean withdraw(OtherSide other, String key) {
    return transactions
        .inTenant(
            Tenants.AURORA,
            sql -> jobs.withdraw(sql, Tenants.AURORA, other.queue().name(), key, "hung up"))
        .await()
        .atMost(LIMIT);
  }
}
