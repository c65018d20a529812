package dev.ramal.kit.jobs;

import static dev.ramal.kit.jobs.JobsBench.LIMIT;
import static dev.ramal.kit.jobs.JobsBench.queue;
import static dev.ramal.kit.jobs.JobsBench.state;
import static dev.ramal.kit.jobs.JobsBench.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.kit.app.KitTest;
import dev.ramal.kit.app.Notes;
import dev.ramal.kit.tenancy.GroupCommit.HeldElsewhere;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransaction;
import dev.ramal.testkit.Tenants;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@KitTest
class JobSetsTest {
  @Inject JobsBench bench;

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void shouldRecordWhatIsDoneTogetherWithOneTransactionOverOrganizations() {
    // Given
    InSets other = new InSets(queue().places(8, 4));
    CompletableFuture<Void> answered = new CompletableFuture<>();
    other.sending =
        job -> Uni.createFrom().completionStage(answered).chain(() -> OtherSide.done(job.id()));
    bench.engine(other);
    List<String> ids = new ArrayList<>(bench.append(other, Tenants.AURORA, 4));
    ids.addAll(bench.append(other, Tenants.BOREAL, 4));
    await().atMost(LIMIT).until(() -> other.sent.size() == 8);

    // When
    answered.complete(null);

    // Then
    await().atMost(LIMIT).until(() -> ids.stream().allMatch(id -> state(id).equals("DONE")));
    assertThat(ids).allSatisfy(id -> assertThat(told(id)).isEqualTo("set " + id));
    assertThat(other.sets.stream().mapToInt(List::size).sum()).isEqualTo(8);
    assertThat(other.sets).hasSizeLessThan(4);
  }

  @Test
  void shouldRecordOneByOneWhereASetCannotBeStored() {
    // Given
    InSets other = new InSets(queue().places(8, 8).forgetsEnded());
    CompletableFuture<Void> answered = new CompletableFuture<>();
    other.sending =
        job -> Uni.createFrom().completionStage(answered).chain(() -> OtherSide.done(job.id()));
    bench.engine(other);
    List<String> ids = bench.append(other, Tenants.AURORA, 5);
    await().atMost(LIMIT).until(() -> other.sent.size() == 5);
    other.poison = ids.get(2);

    // When
    answered.complete(null);

    // Then
    await()
        .atMost(LIMIT)
        .until(() -> Notes.DATABASE.count("jobs where queue = ?", other.queue().name()) == 0);
    assertThat(ids).allSatisfy(id -> assertThat(told(id)).isIn("set " + id, "done " + id));
    assertThat(told(ids.get(2))).isEqualTo("done " + ids.get(2));
  }

  @Test
  void shouldLeaveOutWhatSomebodyElseHoldsUntilItIsFree() {
    // Given
    InSets other = new InSets(queue().places(8, 8));
    CompletableFuture<Void> answered = new CompletableFuture<>();
    other.sending =
        job -> Uni.createFrom().completionStage(answered).chain(() -> OtherSide.done(job.id()));
    bench.engine(other);
    List<String> ids = bench.append(other, Tenants.AURORA, 5);
    await().atMost(LIMIT).until(() -> other.sent.size() == 5);
    other.held = ids.get(2);

    // When
    answered.complete(null);
    await()
        .atMost(LIMIT)
        .until(() -> ids.stream().filter(id -> state(id).equals("DONE")).count() == 4);
    boolean early = state(ids.get(2)).equals("DONE");
    other.held = "";

    // Then
    await().atMost(LIMIT).until(() -> state(ids.get(2)).equals("DONE"));
    assertThat(early).isFalse();
    assertThat(ids).allSatisfy(id -> assertThat(told(id)).isEqualTo("set " + id));
  }

  @Test
  void shouldTellOfWhatWasDoneWhereOthersHaveConcludedBefore() {
    // Given
    InSets other = new InSets(queue());
    String id = bench.append(other, Tenants.AURORA, 1).get(0);
    Job job = bench.store("slow").toSend(other.queue(), 1).await().atMost(LIMIT).get(0);
    Notes.DATABASE.execute("update jobs set state = 'DEAD', finished_at = now() where id = ?", id);

    // When
    bench.work(other).send(job).await().atMost(LIMIT);

    // Then
    assertThat(told(id)).isEqualTo("set " + id);
    assertThat(state(id)).isEqualTo("DEAD");
  }

  /** Records in sets, unless one of them is poison, or held. */
  private static final class InSets extends OtherSide implements JobSetHandler<String> {
    final List<List<Taken<String>>> sets = new CopyOnWriteArrayList<>();
    volatile String poison = "";
    volatile String held = "";

    InSets(JobQueue queue) {
      super(queue);
    }

    @Override
    public boolean isForSets(String result) {
      return true;
    }

    @Override
    public Uni<Void> doneAll(SqlTransaction sql, List<Taken<String>> taken, Uni<Void> conclude) {
      if (taken.stream().anyMatch(one -> one.result().equals(poison))) {
        return Uni.createFrom().failure(new IllegalStateException("poison"));
      }
      List<Taken<String>> elsewhere =
          taken.stream().filter(one -> one.result().equals(held)).toList();
      if (!elsewhere.isEmpty()) {
        return conclude.chain(() -> Uni.createFrom().failure(new HeldElsewhere(elsewhere)));
      }
      sets.add(taken);
      return conclude.chain(() -> notes(sql, taken));
    }

    private Uni<Void> notes(Sql sql, List<Taken<String>> taken) {
      return Multi.createFrom()
          .iterable(taken)
          .onItem()
          .transformToUniAndConcatenate(one -> note(sql, one.job(), "set " + one.result()))
          .onItem()
          .ignoreAsUni();
    }
  }
}
