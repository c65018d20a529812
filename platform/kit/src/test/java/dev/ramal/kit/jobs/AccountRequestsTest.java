package dev.ramal.kit.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.TenantId;
import dev.ramal.kit.app.KitTest;
import dev.ramal.kit.jobs.AccountRequests.Turn;
import dev.ramal.testkit.Tenants;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@KitTest
class AccountRequestsTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final JobQueue.Rate ONE_A_SECOND = new JobQueue.Rate(1, 2);

  @Inject AccountRequests requests;

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

  private Turn draw(TenantId tenant, Duration longest) {
    return requests.draw(tenant, account, ONE_A_SECOND, longest).await().atMost(LIMIT);
  }
}
