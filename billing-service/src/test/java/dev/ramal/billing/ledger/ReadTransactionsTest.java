package dev.ramal.billing.ledger;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.kit.database.DatabaseConnections;
import dev.ramal.kit.problem.ProblemException;
import dev.ramal.testkit.Tenants;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class ReadTransactionsTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Inject DatabaseConnections connections;
  private ReadTransactions reads;

  @BeforeEach
  void open() {
    reads = new ReadTransactions(connections, new Few(), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    reads.stop(new ShutdownEvent());
  }

  @DisplayName("BILL-110 clients that leave in the middle of a read cost no connection")
  @Test
  void shouldKeepTheConnectionsOfThoseWhoLeave() {
    // Given
    for (int i = 0; i < 40; i++) {
      leaveAfter(Duration.ofMillis(i % 5));
    }

    // When
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    Awaitility.await().atMost(LIMIT).until(this::hasPlaces);
    for (int i = 0; i < Few.CONNECTIONS; i++) {
      all.add(reads.read(Tenants.AURORA, ReadTransactionsTest::one).subscribeAsCompletionStage());
    }

    // Then
    assertThat(all).allSatisfy(read -> assertThat(read).succeedsWithin(LIMIT).isEqualTo(1));
    Awaitility.await().atMost(LIMIT).until(() -> openTransactions() == 0);
  }

  @DisplayName("BILL-111 a reader that takes nothing holds no connection and loses its file")
  @Test
  void shouldBreakOffWhatNobodyTakes() {
    // Given
    AssertSubscriber<List<Integer>> reader = AssertSubscriber.create(1);
    reads.pages(Tenants.AURORA, ReadTransactionsTest::endless).subscribe(reader);
    reader.awaitItems(1, LIMIT);
    Awaitility.await().atMost(LIMIT).until(() -> openTransactions() == 0);

    // When
    reader.awaitFailure(LIMIT);

    // Then
    reader.assertFailedWith(TimeoutException.class, "nothing of the file was taken");
    assertThat(reader.getItems()).hasSize(1);
  }

  @DisplayName("BILL-112 an organization has so many files under way, others have their own")
  @Test
  void shouldLimitTheFilesOfAnOrganization() {
    // Given
    AssertSubscriber<List<Integer>> first = AssertSubscriber.create(1);
    reads.pages(Tenants.AURORA, ReadTransactionsTest::endless).subscribe(first);

    // When
    AssertSubscriber<List<Integer>> second = AssertSubscriber.create(1);
    reads.pages(Tenants.AURORA, ReadTransactionsTest::endless).subscribe(second);

    // Then
    second.awaitFailure(LIMIT).assertFailedWith(ProblemException.class, "BILLING-0010");
    AssertSubscriber<List<Integer>> other = AssertSubscriber.create(1);
    reads.pages(Tenants.BOREAL, ReadTransactionsTest::endless).subscribe(other);
    other.awaitItems(1, LIMIT).cancel();
    first.awaitItems(1, LIMIT).cancel();
    AssertSubscriber<List<Integer>> next = AssertSubscriber.create(1);
    reads.pages(Tenants.AURORA, ReadTransactionsTest::endless).subscribe(next);
    next.awaitItems(1, LIMIT).cancel();
  }

  private void leaveAfter(Duration delay) {
    var client =
        reads.read(Tenants.AURORA, ReadTransactionsTest::one).subscribe().with(i -> {}, f -> {});
    CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
        .execute(client::cancel);
    Awaitility.await().atMost(LIMIT).until(this::hasPlaces);
  }

  private boolean hasPlaces() {
    try {
      return reads.read(Tenants.AURORA, ReadTransactionsTest::one).await().atMost(LIMIT) == 1;
    } catch (ProblemException full) {
      return false;
    }
  }

  private static Uni<Integer> one(SqlConnection connection) {
    return connection
        .query("select 1 from pg_sleep(0.002)")
        .execute()
        .map(rows -> rows.iterator().next().getInteger(0));
  }

  private static Uni<List<Integer>> endless(SqlConnection connection, Integer last) {
    return one(connection).map(List::of);
  }

  private static long openTransactions() {
    return DATABASE.count(
        "pg_stat_activity where datname = current_database() and state = 'idle in transaction'");
  }

  /** Little of everything. */
  private static final class Few implements ReadConfig {
    static final int CONNECTIONS = 3;

    @Override
    public int connections() {
      return CONNECTIONS;
    }

    @Override
    public int perOrganization() {
      return CONNECTIONS;
    }

    @Override
    public int filesPerOrganization() {
      return 1;
    }

    @Override
    public Duration statementTimeout() {
      return Duration.ofSeconds(5);
    }

    @Override
    public Duration stall() {
      return Duration.ofMillis(500);
    }

    @Override
    public Duration longestFile() {
      return Duration.ofMinutes(1);
    }
  }
}
