package dev.ramal.kit.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.TenantId;
import dev.ramal.kit.app.KitTest;
import dev.ramal.kit.jobs.AccountRequests.Draw;
import dev.ramal.kit.jobs.AccountRequests.Turn;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@KitTest
class AccountRequestsTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final JobQueue.Rate ONE_A_SECOND = new JobQueue.Rate(1, 2);

  @Inject AccountRequests requests;
  @Inject SqlTransactions transactions;

  private final String account = "crm-" + UUID.randomUUID();

  @Test
  void shouldGiveEachOfManyAtOnceATurnOfItsOwn() {
    // When
    List<Uni<Turn>> asked =
        IntStream.range(0, 6)
            .mapToObj(
                i -> requests.draw(Tenants.AURORA, account, ONE_A_SECOND, Duration.ofSeconds(60)))
            .toList();
    List<Turn> turns = Uni.join().all(asked).andFailFast().await().atMost(LIMIT);

    // Then
    assertThat(turns).allMatch(Turn::granted);
    assertThat(turns.stream().map(turn -> Math.round(turn.in().toMillis() / 1_000.0)).sorted())
        .containsExactly(0L, 0L, 1L, 2L, 3L, 4L);
    assertThat(draw(Tenants.BOREAL, Duration.ZERO)).isEqualTo(new Turn(true, Duration.ZERO));
  }

  @Test
  void shouldDrawNothingForWhoWouldWaitTooLong() {
    // Given
    Duration none = Duration.ZERO;
    draw(Tenants.AURORA, none);
    draw(Tenants.AURORA, none);

    // When
    Turn third = draw(Tenants.AURORA, none);
    Turn fourth = draw(Tenants.AURORA, none);

    // Then
    assertThat(List.of(third, fourth)).noneMatch(Turn::granted);
    assertThat(fourth.in()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(1));
    assertThat(draw(Tenants.AURORA, Duration.ofSeconds(5)).granted()).isTrue();
  }

  @Test
  void shouldNotLetASlowerRateWorkOffWhatAFasterOneHasLent() {
    // Given
    JobQueue.Rate fast = new JobQueue.Rate(20, 1);
    for (int i = 0; i < 20; i++) {
      assertThat(draw(fast, Duration.ofSeconds(5)).granted()).isTrue();
    }

    // When
    Turn slower = draw(new JobQueue.Rate(1 / 60.0, 1), Duration.ofMinutes(2));

    // Then
    assertThat(slower.granted()).isTrue();
    assertThat(slower.in()).isBetween(Duration.ofSeconds(55), Duration.ofSeconds(62));
  }

  @Test
  void shouldGiveNobodyATurnInAPauseOfFloorToCeiling() {
    // When
    Duration longest =
        requests.pause(Tenants.AURORA, account, Duration.ofDays(30)).await().atMost(LIMIT);

    // Then
    Turn turn = draw(Tenants.AURORA, Duration.ofSeconds(60));
    assertThat(turn.granted()).isFalse();
    assertThat(longest).isEqualTo(Duration.ofMinutes(5));
    assertThat(turn.in()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
    assertThat(draw(Tenants.BOREAL, Duration.ZERO).granted()).isTrue();
    assertThat(
            requests.pause(Tenants.BOREAL, account, Duration.ofSeconds(-5)).await().atMost(LIMIT))
        .isPositive();
  }

  @Test
  void shouldDrawForManyAsForOneAfterAnother() {
    // Given: two that leave at once, one each second, and none that waits for longer than three
    Duration longest = Duration.ofSeconds(3);
    String paused = "paused-" + UUID.randomUUID();
    requests.pause(Tenants.BOREAL, paused, Duration.ofMinutes(1)).await().atMost(LIMIT);
    Draw some = new Draw(Tenants.AURORA, account, ONE_A_SECOND, 3);
    Draw none = new Draw(Tenants.BOREAL, paused, ONE_A_SECOND, 2);

    // When
    Map<Draw, List<Turn>> first = drawAll(List.of(none, some), longest);
    Map<Draw, List<Turn>> second = drawAll(List.of(some), longest);

    // Then
    assertThat(first.get(some))
        .extracting(AccountRequestsTest::seconds)
        .containsExactly(0L, 0L, 1L);
    assertThat(second.get(some)).extracting(Turn::granted).containsExactly(true, true, false);
    assertThat(second.get(some)).extracting(AccountRequestsTest::seconds).startsWith(2L, 3L);
    assertThat(first.get(none)).noneMatch(Turn::granted).allMatch(turn -> seconds(turn) > 50);
    assertThat(draw(Tenants.AURORA, longest).granted()).isFalse();
    assertThat(seconds(draw(Tenants.AURORA, Duration.ofSeconds(10)))).isEqualTo(4);
  }

  private Map<Draw, List<Turn>> drawAll(List<Draw> draws, Duration longest) {
    return transactions
        .acrossTenants("draws of two organizations", sql -> requests.drawAll(sql, draws, longest))
        .await()
        .atMost(LIMIT);
  }

  private static long seconds(Turn turn) {
    return Math.round(turn.in().toMillis() / 1_000.0);
  }

  /** By the statement itself, so that ten thousand take a moment. */
  @Test
  void shouldSpreadABurstOfTenThousandEvenly() throws SQLException {
    // Given
    String burst =
        """
        do $do$
        declare
          granted boolean;
          turn float8;
          otherwise float8;
        begin
          for i in 1..10000 loop
            execute $draw$%s$draw$ into granted, turn, otherwise
              using 'aurora'::text, '%s'::text, 0::float8, 20::float8, 1::float8, 1000::float8;
            insert into turns values (extract(epoch from now()) + turn);
            if i %% 500 = 0 then commit; end if;
          end loop;
        end $do$
        """
            .formatted(AccountRequests.DRAW, account);
    try (Connection connection = Postgres.database("kit").connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create temporary table turns (at float8)");

      // When
      statement.execute(burst);

      // Then
      ResultSet spread =
          statement.executeQuery(
              "select count(*), min(at - before), max(at) - min(at)"
                  + " from (select at, lag(at) over (order by at) as before from turns) t");
      spread.next();
      assertThat(spread.getInt(1)).isEqualTo(10_000);
      assertThat(spread.getDouble(2)).as("seconds between two").isBetween(0.0499, 0.0501);
      assertThat(spread.getDouble(3)).as("seconds for all").isBetween(499.9, 501.0);
    }
  }

  private Turn draw(JobQueue.Rate rate, Duration longest) {
    return requests.draw(Tenants.AURORA, account, rate, longest).await().atMost(LIMIT);
  }

  private Turn draw(TenantId tenant, Duration longest) {
    return requests.draw(tenant, account, ONE_A_SECOND, longest).await().atMost(LIMIT);
  }
}
