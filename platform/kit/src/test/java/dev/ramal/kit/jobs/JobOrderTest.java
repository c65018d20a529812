package dev.ramal.kit.jobs;

import static dev.ramal.kit.jobs.JobsBench.LIMIT;
import static dev.ramal.kit.jobs.JobsBench.job;
import static dev.ramal.kit.jobs.JobsBench.queue;
import static dev.ramal.kit.jobs.JobsBench.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.kit.app.KitTest;
import dev.ramal.kit.app.Notes;
import dev.ramal.testkit.Tenants;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs of one order go one after another. */
@KitTest
class JobOrderTest {
  @Inject JobsBench bench;

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void shouldSendJobsOfOneOrderOneAfterAnother() {
    // Given
    OtherSide other = new OtherSide(queue().places(4, 4));
    AtomicInteger refusals = new AtomicInteger();
    other.sending =
        job ->
            job.kind().equals("hold") && refusals.incrementAndGet() < 3
                ? OtherSide.notTaken("busy")
                : OtherSide.done("ok");
    List<String> ids =
        bench.append(
            List.of(
                job(other, Tenants.AURORA, "hold").inOrderOf("leg"),
                job(other, Tenants.AURORA, "resume").inOrderOf("leg"),
                job(other, Tenants.AURORA, "other")));

    // When
    bench.engine(other);

    // Then
    await().atMost(LIMIT).until(() -> state(ids.get(1)).equals("DONE"));
    assertThat(other.sentIds())
        .filteredOn(id -> !id.equals(ids.get(2)))
        .containsExactly(ids.get(0), ids.get(0), ids.get(0), ids.get(1));
  }

  @Test
  void shouldTakeNoTwoOfOneOrderAlsoWhenTheFirstComesBackLate() {
    // Given: the first has died, the second is under way, and a person sends the first again
    OtherSide other = new OtherSide(queue().places(4, 4));
    JobStore store = bench.store("worker");
    List<String> ids =
        bench.append(
            List.of(
                job(other, Tenants.AURORA, "hold").inOrderOf("leg"),
                job(other, Tenants.AURORA, "resume").inOrderOf("leg"),
                job(other, Tenants.BOREAL, "resume").inOrderOf("leg")));
    put(ids.get(0), "state = 'DEAD', finished_at = now()");
    List<String> first = taken(store, other);
    put(ids.get(0), "state = 'WAITING', finished_at = null");

    // When
    List<String> whileSent = taken(store, other);
    put(ids.get(1), "state = 'UNKNOWN', due_at = now() + interval '1 hour'");
    List<String> whileUnclear = taken(store, other);
    put(ids.get(1), "state = 'DONE', finished_at = now()");
    List<String> afterwards = taken(store, other);

    // Then
    assertThat(first)
        .as("another organization's order is its own")
        .containsExactlyInAnyOrder(ids.get(1), ids.get(2));
    assertThat(whileSent).isEmpty();
    assertThat(whileUnclear).isEmpty();
    assertThat(afterwards).containsExactly(ids.get(0));
  }

  private static List<String> taken(JobStore store, OtherSide by) {
    return store.toSend(by.queue(), 4).await().atMost(LIMIT).stream().map(Job::id).toList();
  }

  private static void put(String id, String where) {
    Notes.DATABASE.execute("update jobs set " + where + " where id = ?", id);
  }
}
