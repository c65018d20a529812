package dev.ramal.kit.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.kit.database.DatabaseConfig;
import dev.ramal.kit.problem.ProblemException;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a flood of one organization takes no more than its part of the connections")
class FairShareTest {
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1);
  private final FairShare share = new FairShare(2, 3, Duration.ofSeconds(10), nanos::get);
  private final List<String> begun = new CopyOnWriteArrayList<>();
  private final List<String> failed = new CopyOnWriteArrayList<>();
  private final List<Throwable> refusals = new CopyOnWriteArrayList<>();
  private final List<UniEmitter<? super String>> underWay = new CopyOnWriteArrayList<>();

  @Test
  void shouldLetOthersBeginWhileOneWaitsForItsOwn() {
    // When
    begin("large", "1");
    begin("large", "2");
    begin("large", "3");
    begin("large", "4");
    begin("small", "a");

    // Then
    assertThat(begun).containsExactly("1", "2", "a");
  }

  @Test
  void shouldLetWaitingOnesBeginInTheirOrderWhateverBecameOfThoseBefore() {
    // Given
    begin("large", "1");
    begin("large", "2");
    begin("large", "3");
    begin("large", "4");

    // When
    underWay.get(1).complete("done");
    underWay.get(0).fail(new IllegalStateException("refused"));

    // Then
    assertThat(begun).containsExactly("1", "2", "3", "4");
    assertThat(failed).containsExactly("1");
  }

  @Test
  void shouldHaveAllPlacesAgainWhenEverythingHasEnded() {
    // Given
    begin("large", "1");
    begin("large", "2");
    begin("large", "3");
    for (int n = 0; n < 3; n++) {
      underWay.get(n).complete("done");
    }

    // When
    begin("large", "4");
    begin("large", "5");
    begin("large", "6");

    // Then
    assertThat(begun).containsExactly("1", "2", "3", "4", "5");
  }

  @Test
  void shouldRefuseWhatFindsTheLineFull() {
    // Given
    for (int n = 1; n <= 6; n++) {
      begin("large", "" + n);
    }

    // When
    begin("small", "a");
    underWay.get(0).complete("done");
    begin("large", "7");

    // Then
    assertThat(failed).containsExactly("6");
    assertThat(refusals)
        .singleElement()
        .isInstanceOfSatisfying(
            ProblemException.class, busy -> assertThat(busy.problem().status()).isEqualTo(503));
    assertThat(begun).containsExactly("1", "2", "a", "3");
  }

  @Test
  void shouldNotBeginWhatHasWaitedTooLong() {
    // Given
    begin("large", "1");
    begin("large", "2");
    begin("large", "3");
    pass(Duration.ofSeconds(4));
    begin("large", "4");

    // When
    pass(Duration.ofSeconds(6));
    underWay.get(0).complete("done");
    underWay.get(1).complete("done");

    // Then
    assertThat(failed).containsExactly("3");
    assertThat(begun).containsExactly("1", "2", "4");
  }

  @Test
  void shouldMakeRoomForTheNextByRefusingWhatHasWaitedTooLong() {
    // Given
    for (int n = 1; n <= 5; n++) {
      begin("large", "" + n);
    }

    // When
    pass(Duration.ofSeconds(10));
    begin("large", "6");
    underWay.get(0).complete("done");

    // Then
    assertThat(failed).containsExactly("3", "4", "5");
    assertThat(begun).containsExactly("1", "2", "6");
  }

  @Test
  void shouldLookAtTheTimeOnceMoreWhereTheContextWasBusy() {
    // Given
    Vertx vertx = Vertx.vertx();
    CountDownLatch waits = new CountDownLatch(1);
    CountDownLatch passes = new CountDownLatch(1);
    begin("large", "1");
    begin("large", "2");
    vertx
        .getOrCreateContext()
        .runOnContext(
            ignored -> {
              begin("large", "3");
              waits.countDown();
              awaitOn(passes);
            });
    awaitOn(waits);

    // When
    underWay.get(0).complete("done");
    pass(Duration.ofSeconds(10));
    passes.countDown();

    // Then
    await().until(() -> failed.equals(List.of("3")));
    begin("large", "4");
    assertThat(begun).as("the place is free again").containsExactly("1", "2", "4");
    vertx.close();
  }

  @Test
  @DisplayName("as it is set up, one organization has two clicks under way, however many it wants")
  void shouldLeaveOthersMostOfTheConnections() {
    // Given
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(DatabaseConfig.class)
            .build();
    FairShare asSetUp = new FairShare(config.getConfigMapping(DatabaseConfig.class));

    // When
    for (int n = 0; n < 48; n++) {
      begin(asSetUp, "large", "" + n);
    }
    begin(asSetUp, "small", "a");

    // Then
    assertThat(begun).containsExactly("0", "1", "a");
  }

  @Test
  @DisplayName("a share that leaves others nothing is warned of at the start")
  void shouldWarnOfAShareThatLeavesOthersNothing() {
    // Then
    assertThat(CheckShare.warning(6, 8)).isEmpty();
    assertThat(CheckShare.warning(8, 8))
        .hasValueSatisfying(text -> assertThat(text).contains("connections-of-one is 8 of the 8"));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static void awaitOn(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void begin(String organization, String work) {
    begin(share, organization, work);
  }

  private void begin(FairShare of, String organization, String work) {
    of.of(
            organization,
            () -> {
              begun.add(work);
              return Uni.createFrom().emitter(underWay::add);
            })
        .subscribe()
        .with(
            done -> {},
            failure -> {
              refusals.add(failure);
              failed.add(work);
            });
  }
}
