package dev.ramal.kit.serviceauth;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.Tokens;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Keycloak answers when the test says so, and time passes when it does. */
class ServiceTokenTest {
  private final List<CompletableFuture<Tokens>> requests = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();
  private final List<Runnable> renewals = new ArrayList<>();
  private final ServiceToken token =
      new ServiceToken(
          Keycloak::new,
          (wait, renewal) -> {
            waits.add(wait);
            renewals.add(renewal);
          });

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
  void shouldTryAgainWhileKeycloakIsAway() {
    // Given
    token.keep();

    // When
    fail(0);
    renewals.get(0).run();
    fail(1);
    renewals.get(1).run();
    answer(2, "late", 300);

    // Then
    assertThat(waits)
        .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(200));
    assertThat(bearer()).isCompletedWithValue("Bearer late");
    assertThat(requests).hasSize(3);
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

  private CompletableFuture<String> bearer() {
    return token.bearer().subscribeAsCompletionStage();
  }

  private void answer(int request, String accessToken, long life) {
    long end = Instant.now().getEpochSecond() + life;
    JsonObject said = new JsonObject().put("expires_in", life);
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
