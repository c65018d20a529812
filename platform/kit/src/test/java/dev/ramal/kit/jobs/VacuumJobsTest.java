package dev.ramal.kit.jobs;

import static dev.ramal.kit.jobs.JobsBench.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.kit.app.KitTest;
import dev.ramal.kit.app.Notes;
import dev.ramal.testkit.Tenants;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@KitTest
class VacuumJobsTest {
  private static final int AFTER = 5;

  @Inject JobsBench bench;
  @Inject Pool pool;

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void shouldVacuumOnceEnoughWereTaken() {
    // Given
    VacuumJobs vacuum = new VacuumJobs(pool, AFTER, 0);
    long before = vacuums();

    // When
    vacuum.taken(AFTER - 1);
    round(vacuum);
    long tooFew = vacuums();
    vacuum.taken(1);
    round(vacuum);

    // Then
    assertThat(tooFew).isEqualTo(before);
    await().atMost(LIMIT).until(() -> vacuums() == before + 1);
    round(vacuum);
    assertThat(vacuums()).as("not again for the same").isEqualTo(before + 1);
  }

  @Test
  void shouldHearWhatEachClaimHasTaken() {
    // Given
    OtherSide other = new OtherSide(JobsBench.queue().places(8, 8));
    long before = vacuums();

    // When
    bench.engine(other);
    bench.append(other, Tenants.AURORA, 6);
    bench.append(other, Tenants.BOREAL, 6);

    // Then: the engine of the tests vacuums after ten
    await().atMost(LIMIT).until(() -> vacuums() > before);
  }

  private static void round(VacuumJobs vacuum) {
    vacuum.round().await().atMost(LIMIT);
  }

  /** By hand: what autovacuum does is counted apart. */
  private static long vacuums() {
    return ((Number)
            Notes.DATABASE.value(
                "select vacuum_count from pg_stat_user_tables where relname = 'jobs'"))
        .longValue();
  }
}
