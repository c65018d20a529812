package dev.ramal.kit.serviceauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.testkit.MovableClock;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.Tokens;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keycloak comes and answers when the test says so, and time passes when it does. */
class ServiceTokenTest {
  private final List<CompletableFuture<Tokens>> requests = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();
  private final List<Runnable> renewals = new ArrayList<>();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Handler handler = Lines.of(ServiceToken.class.getName(), lines);
  private final MovableClock clock = new MovableClock();
  private final ServiceToken token =
      new ServiceToken(
          Keycloak::new,
          this::isThere,
          (wait, renewal) -> {
            waits.add(wait);
            renewals.add(renewal);
          },
          clock);
  private boolean there = true;
  private boolean broken;

  @BeforeEach
  void stand() {
    clock.stopAt(Instant.parse("2026-11-30T12:00:00Z"));
  }

  @AfterEach
  void stopListening() {
    Logger.getLogger(ServiceToken.class.getName()).removeHandler(handler);
  }

  @Test
  void shouldHaveATokenBeforeSomebodyNeedsOne() {
    // Given
    token.keep();
    assertThat(token.isKept()).isFalse();
    answer(0, "first", 300);

    // When
    CompletableFuture<String> bearer = bearer();

    // Then
    assertThat(bearer).isCompletedWithValue("Bearer first");
    assertThat(token.isKept()).isTrue();
    assertThat(requests).as("those of nobody who waits").hasSize(1);
    assertThat(waits).containsExactly(Duration.ofSeconds(200));
  }

  @Test
  void shouldRenewAheadWhileTheOldOneServes() {
    // Given
    token.keep();
    answer(0, "first", 300);

    // When
    renewals.get(0).run();
    CompletableFuture<String> meanwhile = bearer();
    answer(1, "second", 300);

    // Then
    assertThat(meanwhile).isCompletedWithValue("Bearer first");
    assertThat(bearer()).isCompletedWithValue("Bearer second");
    assertThat(requests).hasSize(2);
    assertThat(waits).hasSize(2);
  }

  @Test
  void shouldLookForKeycloakEachSecondAndSayNothingForAMinute() {
    // Given
    there = false;
    token.keep();

    // When
    for (int second = 0; second < 59; second++) {
      pass(Duration.ofSeconds(1));
    }
    there = true;
    pass(Duration.ofSeconds(1));
    answer(0, "late", 300);

    // Then
    assertThat(requests).as("nobody is asked who is not there").hasSize(1);
    assertThat(waits.subList(0, 60)).containsOnly(Duration.ofSeconds(1));
    assertThat(waits.get(60)).isEqualTo(Duration.ofSeconds(200));
    assertThat(bearer()).isCompletedWithValue("Bearer late");
    assertThat(lines).noneMatch(line -> line.startsWith("WARN"));
  }

  @Test
  void shouldWarnOnceAfterAMinuteAndSayWhenItIsOver() {
    // Given
    there = false;
    token.keep();

    // When
    for (int second = 0; second < 60; second++) {
      pass(Duration.ofSeconds(1));
    }
    pass(Duration.ofSeconds(10));
    pass(Duration.ofSeconds(10));
    there = true;
    pass(Duration.ofSeconds(10));
    answer(0, "at last", 300);

    // Then
    assertThat(lines.stream().filter(line -> !line.startsWith("DEBUG")))
        .hasSize(2)
        .first()
        .asString()
        .startsWith("WARN no token of our own for 60 s");
    assertThat(lines).last().isEqualTo("INFO a token of our own again");
    assertThat(waits.subList(60, 63)).containsOnly(Duration.ofSeconds(10));
  }

  @Test
  void shouldTryAgainWhileKeycloakIsThereAndRefuses() {
    // Given
    token.keep();

    // When
    fail(0);
    pass(Duration.ofSeconds(1));
    fail(1);
    pass(Duration.ofSeconds(1));
    answer(2, "late", 300);

    // Then
    assertThat(waits)
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(200));
    assertThat(bearer()).isCompletedWithValue("Bearer late");
    assertThat(requests).hasSize(3);
    assertThat(lines).noneMatch(line -> line.startsWith("WARN"));
  }

  @Test
  void shouldServeWithTheOldOneWhenTheRenewalFails() {
    // Given
    token.keep();
    answer(0, "first", 300);

    // When
    renewals.get(0).run();
    fail(1);

    // Then
    assertThat(bearer()).isCompletedWithValue("Bearer first");
    assertThat(waits).last().isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void shouldAskWhenTheTokenHasExpiredAndOnceForAllWhoWait() {
    // Given
    token.keep();
    answer(0, "old", -1);

    // When
    CompletableFuture<String> one = bearer();
    CompletableFuture<String> another = bearer();
    assertThat(one).isNotDone();
    answer(1, "fresh", 300);

    // Then
    assertThat(one).isCompletedWithValue("Bearer fresh");
    assertThat(another).isCompletedWithValue("Bearer fresh");
    assertThat(requests).hasSize(2);
  }

  @Test
  void shouldAskAnewAfterAFailure() {
    // Given
    CompletableFuture<String> refused = bearer();
    fail(0);

    // When
    CompletableFuture<String> next = bearer();
    answer(1, "there", 300);

    // Then
    assertThat(refused).isCompletedExceptionally();
    assertThat(next).isCompletedWithValue("Bearer there");
    assertThat(renewals).as("of what nobody keeps").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "300, 200000",
    "300.0, 200000",
    "' 300 ', 200000",
    "3e2, 200000",
    "0, 1000",
    "-5, 1000",
    "soon, 40000",
    "'', 40000",
    "NaN, 40000",
    "1e300, 57600000",
    "9223372036854775807, 57600000"
  })
  void shouldRenewWhateverLifeTheAnswerClaims(String life, long wait) {
    // Given
    token.keep();

    // When
    answer(0, "first", 300, life);

    // Then
    assertThat(waits).containsExactly(Duration.ofMillis(wait));
    assertThat(bearer()).isCompletedWithValue("Bearer first");
  }

  @ParameterizedTest
  @ValueSource(doubles = {300.0, 300.4})
  void shouldRenewByANumberThatIsNotWhole(double life) {
    // Given
    token.keep();

    // When
    answer(0, "first", 300, life);

    // Then
    assertThat(waits).singleElement().isEqualTo(Duration.ofMillis(Math.round(life * 2000 / 3)));
  }

  @Test
  void shouldGoOnAfterAFailureThatNobodyForesaw() {
    // Given
    broken = true;
    token.keep();

    // When
    pass(Duration.ofSeconds(1));
    broken = false;
    pass(Duration.ofSeconds(1));
    answer(0, "late", 300);

    // Then
    assertThat(waits)
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(200));
    assertThat(bearer()).isCompletedWithValue("Bearer late");
  }

  @Test
  void shouldLookForNobodyAnyMoreWhenTheServiceStops() {
    // Given
    there = false;
    token.keep();

    // When
    token.stop(null);
    pass(Duration.ofSeconds(1));

    // Then
    assertThat(renewals).hasSize(1);
    assertThat(token.isKept()).isFalse();
  }

  /** The last that was to be done later is done after so long. */
  private void pass(Duration wait) {
    clock.advance(wait);
    renewals.get(renewals.size() - 1).run();
  }

  private Uni<Void> isThere() {
    if (broken) {
      throw new IllegalStateException("a bug");
    }
    return there
        ? Uni.createFrom().voidItem()
        : Uni.createFrom().failure(new ConnectException("Connection refused"));
  }

  private CompletableFuture<String> bearer() {
    return token.bearer().subscribeAsCompletionStage();
  }

  private void answer(int request, String accessToken, long life) {
    answer(request, accessToken, life, life);
  }

  /**
   * @param claimed as the answer has it
   */
  private void answer(int request, String accessToken, long life, Object claimed) {
    long end = Instant.now().getEpochSecond() + life;
    JsonObject said = new JsonObject().put("expires_in", claimed);
    requests
        .get(request)
        .complete(new Tokens(accessToken, end, null, null, null, said, "ramal-test"));
  }

  private void fail(int request) {
    requests.get(request).completeExceptionally(new IOException("Keycloak is away"));
  }

  private final class Keycloak implements OidcClient {
    @Override
    public Uni<Tokens> getTokens(Map<String, String> more) {
      CompletableFuture<Tokens> request = new CompletableFuture<>();
      requests.add(request);
      return Uni.createFrom().completionStage(request);
    }

    @Override
    public Uni<Tokens> refreshTokens(String refreshToken, Map<String, String> more) {
      throw new UnsupportedOperationException("client credentials have no refresh token");
    }

    @Override
    public Uni<Boolean> revokeAccessToken(String accessToken, Map<String, String> more) {
      throw new UnsupportedOperationException("nobody revokes");
    }

    @Override
    public void close() {}
  }
}
