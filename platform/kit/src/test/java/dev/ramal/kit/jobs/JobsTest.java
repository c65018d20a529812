package dev.ramal.kit.jobs;

import static dev.ramal.kit.jobs.JobsBench.LIMIT;
import static dev.ramal.kit.jobs.JobsBench.job;
import static dev.ramal.kit.jobs.JobsBench.queue;
import static dev.ramal.kit.jobs.JobsBench.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ramal.events.TenantId;
import dev.ramal.kit.app.KitTest;
import dev.ramal.kit.app.NoteDelivery;
import dev.ramal.kit.app.Notes;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.testkit.Tenants;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@KitTest
class JobsTest {
  @Inject JobsBench bench;
  @Inject Jobs jobs;
  @Inject WaitingJobs waiting;
  @Inject DeadJobs deadJobs;
  @Inject SqlTransactions transactions;

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void shouldBeWokenByTheCommitAndNotWaitForThePoll() {
    // Given
    String warm = given(NoteDelivery.QUEUE, Tenants.AURORA);
    await().atMost(LIMIT).until(() -> state(warm).equals("DONE"));

    // When
    List<String> ids =
        java.util.stream.IntStream.range(0, 5)
            .mapToObj(
                i -> {
                  String id = given(NoteDelivery.QUEUE, Tenants.BOREAL);
                  await()
                      .atMost(LIMIT)
                      .pollInterval(Duration.ofMillis(5))
                      .until(() -> state(id).equals("DONE"));
                  return id;
                })
            .toList();

    // Then
    assertThat(ids.stream().map(JobsTest::millisToSend).sorted().toList().get(2))
        .as("ramal.jobs.poll is 10 s here")
        .isLessThan(4_000.0);
  }

  @Test
  void shouldKnowHowLongAgoAJobWasSentWhateverTheOwnClockSays() {
    for (Duration ahead : List.of(Duration.ofMinutes(5), Duration.ofMinutes(-5))) {
      // Given
      OtherSide other = new OtherSide(queue());
      String id = bench.append(List.of(job(other, Tenants.AURORA, "skewed"))).get(0);
      Notes.DATABASE.execute(
          "update jobs set state = 'UNKNOWN', attempt = 1, due_at = now(),"
              + " sent_at = now() - interval '7 seconds' where id = ?",
          id);

      // When
      Job asked = bench.skewed("wrong", ahead).toAsk(other.queue(), 4).await().atMost(LIMIT).get(0);

      // Then
      assertThat(Duration.between(asked.sentAt(), asked.claimedAt()))
          .isBetween(Duration.ofMillis(6_500), Duration.ofMillis(10_000));
      Notes.DATABASE.execute("delete from jobs where id = ?", id);
    }
  }

  @Test
  void shouldNotStoreAJobOfAnotherOrganization() {
    // Given
    NewJob foreign = job(new OtherSide(queue()), Tenants.BOREAL, "post");

    // When
    Uni<Boolean> appending =
        transactions.inTenant(Tenants.AURORA, sql -> jobs.append(sql, foreign));

    // Then
    assertThatThrownBy(() -> appending.await().atMost(LIMIT))
        .hasStackTraceContaining("row-level security");
  }

  @Test
  void shouldTakeBackOnlyWhatHasWaitedTooLong() {
    // Given
    OtherSide other = new OtherSide(queue());
    List<String> ids =
        bench.append(
            List.of(
                job(other, Tenants.AURORA, "old").once("old").dueIn(Duration.ofMinutes(10)),
                job(other, Tenants.AURORA, "sent").once("sent").dueIn(Duration.ofMinutes(10)),
                job(other, Tenants.AURORA, "young").once("young").dueIn(Duration.ofMinutes(10)),
                job(other, Tenants.BOREAL, "old").once("old").dueIn(Duration.ofMinutes(10))));
    String old = "update jobs set opened_at = now() - interval '2 days' where id = ?";
    List.of(ids.get(0), ids.get(1), ids.get(3)).forEach(id -> Notes.DATABASE.execute(old, id));
    Notes.DATABASE.execute("update jobs set state = 'UNKNOWN' where id = ?", ids.get(1));

    // When
    Set<JobKey> withdrawn =
        in(
            Tenants.AURORA,
            sql ->
                waiting.withdrawOld(
                    sql,
                    other.queue().name(),
                    Stream.of("young", "sent", "old", "none")
                        .map(key -> new JobKey(Tenants.AURORA, key))
                        .toList(),
                    Duration.ofDays(1),
                    "nobody wants it"));

    // Then
    assertThat(withdrawn).containsExactly(new JobKey(Tenants.AURORA, "old"));
    assertThat(ids)
        .extracting(id -> Notes.DATABASE.value("select state from jobs where id = ?", id))
        .containsExactly("WITHDRAWN", "UNKNOWN", "WAITING", "WAITING");
  }

  @Test
  void shouldBringAWaitingJobForwardAndNeverBack() {
    // Given
    OtherSide other = new OtherSide(queue());
    String id =
        bench
            .append(
                List.of(job(other, Tenants.AURORA, "note").once("n").dueIn(Duration.ofMinutes(10))))
            .get(0);

    // When
    hurry(other, Duration.ofSeconds(3));
    hurry(other, Duration.ofMinutes(5));

    // Then
    assertThat(
            (Boolean)
                Notes.DATABASE.value(
                    "select due_at < now() + interval '4 s' from jobs where id = ?", id))
        .isTrue();
  }

  @Test
  void shouldTellWhetherAnotherJobLikeThisMayHaveReachedTheOtherSide() {
    // Given
    OtherSide other = new OtherSide(queue().questions(f -> Duration.ofHours(1), LIMIT));
    other.sending = ignored -> OtherSide.unknown("timeout");
    List<String> ids =
        bench.append(
            List.of(
                job(other, Tenants.AURORA, "dial"),
                job(other, Tenants.BOREAL, "dial"),
                job(other, Tenants.AURORA, "note"),
                job(other, Tenants.AURORA, "dial").dueIn(Duration.ofHours(1))));
    bench.engine(other);
    await()
        .atMost(LIMIT)
        .until(() -> ids.subList(0, 3).stream().allMatch(id -> state(id).equals("UNKNOWN")));

    // When
    List<Boolean> unclear =
        List.of(
            isUnclear(other, "dial", "another", "hello"),
            isUnclear(other, "dial", ids.get(0), "hello"),
            isUnclear(other, "dial", "another", "good bye"),
            isUnclear(other, "hang-up", "another", "hello"));

    // Then
    assertThat(unclear).containsExactly(true, false, false, false);
  }

  @Test
  void shouldListDeadJobsByPagesAndSendThemOnTheirWayAgain() {
    // Given
    OtherSide other = new OtherSide(queue().attempts(1, failures -> Duration.ZERO));
    other.sending = ignored -> OtherSide.notTaken("down");
    bench.engine(other);
    List<String> ids = bench.append(other, Tenants.AURORA, 3);
    String foreign = bench.append(other, Tenants.BOREAL, 1).get(0);
    await().atMost(LIMIT).until(() -> ids.stream().allMatch(id -> state(id).equals("DEAD")));
    await().atMost(LIMIT).until(() -> state(foreign).equals("DEAD"));
    List<DeadJob> page = dead(other, null, 2);
    DeadJob last = page.get(1);
    List<DeadJob> rest = dead(other, new Cursor(last.diedAt(), last.id()), 2);
    other.sending = ignored -> OtherSide.done("ok");

    // When
    int redriven =
        in(
            Tenants.AURORA,
            sql ->
                deadJobs.redrive(
                    sql,
                    Tenants.AURORA,
                    other.queue().name(),
                    List.of(ids.get(0), ids.get(1), foreign)));

    // Then
    assertThat(redriven).isEqualTo(2);
    assertThat(page).hasSize(2);
    assertThat(rest).hasSize(1);
    assertThat(page.get(0).reason()).isEqualTo("down");
    await().atMost(LIMIT).until(() -> state(ids.get(1)).equals("DONE"));
    assertThat(state(ids.get(2))).isEqualTo("DEAD");
    assertThat(state(foreign)).isEqualTo("DEAD");
  }

  @Test
  void shouldAskFirstWhenSomethingWithoutAnOutcomeIsRedriven() {
    // Given
    OtherSide other = new OtherSide(queue().questions(f -> Duration.ofMillis(50), Duration.ZERO));
    other.sending = ignored -> OtherSide.unknown("timeout");
    bench.engine(other);
    String id = bench.append(other, Tenants.AURORA, 1).get(0);
    await().atMost(LIMIT).until(() -> state(id).equals("ABANDONED"));
    other.asking = ignored -> OtherSide.done("it was there");

    // When
    in(
        Tenants.AURORA,
        sql -> deadJobs.redrive(sql, Tenants.AURORA, other.queue().name(), List.of(id)));

    // Then
    await().atMost(LIMIT).until(() -> state(id).equals("DONE"));
    assertThat(other.sent).hasSize(1);
  }

  @Test
  void shouldNotSendWhatNobodyWaitsForWhenItIsRedriven() {
    // Given
    OtherSide other = new OtherSide(queue().attempts(1, failures -> Duration.ZERO));
    other.sending = ignored -> OtherSide.notTaken("down");
    bench.engine(other);
    String id =
        bench
            .append(List.of(job(other, Tenants.AURORA, "now").sendWithin(Duration.ofSeconds(2))))
            .get(0);
    await().atMost(LIMIT).until(() -> state(id).equals("DEAD"));
    Notes.DATABASE.execute("update jobs set send_before = now() where id = ?", id);

    // When
    in(
        Tenants.AURORA,
        sql -> deadJobs.redrive(sql, Tenants.AURORA, other.queue().name(), List.of(id)));

    // Then
    await().atMost(LIMIT).until(() -> state(id).equals("EXPIRED"));
    assertThat(other.sent).hasSize(1);
  }

  @Test
  void shouldDeleteWhatEndedLongAgoAndKeepWhatIsOpen() {
    // Given
    OtherSide other = new OtherSide(queue());
    List<String> ids = bench.append(other, Tenants.AURORA, 3);
    Notes.DATABASE.execute(
        "update jobs set state = 'DONE', finished_at = now() - interval '2 days' where id = ?",
        ids.get(0));
    Notes.DATABASE.execute(
        "update jobs set state = 'DEAD', finished_at = now() - interval '2 days' where id = ?",
        ids.get(1));

    // When
    bench.store("purge").purge(Duration.ofDays(1), Duration.ofDays(3)).await().atMost(LIMIT);

    // Then
    assertThat(
            Notes.DATABASE.rows(
                "select id from jobs where queue = ? order by seq", other.queue().name()))
        .extracting(row -> row.get("id"))
        .containsExactly(ids.get(1), ids.get(2));
  }

  @Test
  void shouldMeasureTheAgeOfTheOldestJobThatIsDue() {
    // Given
    OtherSide other = new OtherSide(queue());
    List<String> ids = bench.append(other, Tenants.AURORA, 2);
    bench.append(List.of(job(other, Tenants.BOREAL, "later").dueIn(Duration.ofHours(1))));
    Notes.DATABASE.execute(
        "update jobs set due_at = now() - interval '90 s' where id = ?", ids.get(1));

    // When
    List<OldestDue> due =
        bench.store("measure").oldestDue(other.queue().name()).await().atMost(LIMIT);

    // Then
    assertThat(due)
        .singleElement()
        .satisfies(
            oldest -> {
              assertThat(oldest.tenant()).isEqualTo(Tenants.AURORA);
              assertThat(oldest.seconds()).isBetween(90.0, 120.0);
            });
  }

  private String given(String queue, TenantId tenant) {
    NewJob job = NewJob.of(tenant, queue, "post", Notes.newId(), new JobsBench.Letter("hi"));
    return bench.append(List.of(job)).get(0);
  }

  private List<DeadJob> dead(OtherSide other, Cursor after, int limit) {
    return in(
        Tenants.AURORA,
        sql -> deadJobs.list(sql, Tenants.AURORA, other.queue().name(), after, limit));
  }

  private boolean isUnclear(OtherSide other, String kind, String exceptId, String words) {
    return in(
        Tenants.AURORA,
        sql ->
            jobs.isUnclear(
                sql, Tenants.AURORA, other.queue().name(), kind, exceptId, Map.of("words", words)));
  }

  private void hurry(OtherSide other, Duration within) {
    in(
        Tenants.AURORA,
        sql ->
            waiting.hurry(
                sql, other.queue().name(), List.of(new JobKey(Tenants.AURORA, "n")), within));
  }

  private <T> T in(TenantId tenant, Function<Sql, Uni<T>> work) {
    return transactions.inTenant(tenant, work).await().atMost(LIMIT);
  }

  private static double millisToSend(String id) {
    return ((Number)
            Notes.DATABASE.value(
                "select extract(epoch from sent_at - created_at) * 1000 from jobs where id = ?",
                id))
        .doubleValue();
  }
}
