package dev.ramal.calls.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.kit.access.AccessScope;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@CallsTest
@DisplayName("CALL-194 a live connection outlives its token with a new one of the same rights")
class LiveTokensTest {
  private static final String HAND_IN = "{\"type\":\"Authenticate\",\"token\":\"%s\"}";

  @TestHTTPResource("/api/calls/live")
  URI live;

  @Test
  void shouldAskInTimeAndTakeANewToken() {
    // Given
    LiveClient client = LiveClient.listen(live, "ana", "");
    await().until(() -> told(client, "Reauthenticate"));

    // When
    client.say(HAND_IN.formatted(Tokens.of("ana")));

    // Then
    await().until(() -> told(client, "Authenticated"));
    assertThat(client.texts().get(0)).contains("Ready");
    assertThat(client.texts())
        .filteredOn(text -> text.contains("uthenticate"))
        .allMatch(text -> text.contains("\"expiresAt\":\"20"));
    assertThat(client.end()).isNotDone();
    client.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bruno", "bia"})
  void shouldNotTakeAnotherPersonsToken(String other) {
    // Given
    LiveClient client = LiveClient.listen(live, "ana", "");

    // When
    client.say(HAND_IN.formatted(Tokens.of(other)));

    // Then
    assertThat(client.end()).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(4401);
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"type\":\"Authenticate\",\"token\":\"none\"}', 4401",
    "'{\"type\":\"Authenticate\"}', 1003",
    "'{\"type\":\"Subscribe\"}', 1003",
    "'hello', 1003",
    "'', 1003"
  })
  void shouldEndWhatSaysAnythingElse(String text, int code) {
    // Given
    LiveClient client = LiveClient.listen(live, "ana", "");

    // When
    client.say(text);

    // Then
    assertThat(client.end()).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(code);
  }

  @Test
  @DisplayName("CALL-811 whoever sends a binary message is told that none is taken")
  void shouldEndWhatSendsBytes() {
    // Given
    LiveClient client = LiveClient.listen(live, "ana", "");

    // When
    client.send(HAND_IN.formatted(Tokens.of("ana")).getBytes(StandardCharsets.UTF_8));

    // Then
    assertThat(client.end()).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(1003);
  }

  @ParameterizedTest
  @ValueSource(ints = {20_000, 60_000, 300_000})
  @DisplayName("CALL-195 whoever sends too much is told so")
  void shouldEndAMessageThatIsTooLarge(int letters) {
    // Given
    LiveClient client = LiveClient.listen(live, "ana", "");

    // When
    client.say("x".repeat(letters));

    // Then
    assertThat(client.end()).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(1009);
  }

  @ParameterizedTest
  @ValueSource(ints = {66_000, 1_000_000})
  @DisplayName("CALL-195 whoever sends too much is told so")
  void shouldEndAFrameThatIsTooLarge(int letters) {
    try (RawSocketClient client = new RawSocketClient(live, Tokens.of("ana"))) {
      // When
      client.sendFrame(letters);

      // Then
      assertThat(client.end()).isEqualTo("1009 a message may have up to 16384 characters");
    }
  }

  @Test
  void shouldCompareWhatTokensOpen() {
    // Given
    Instant soon = Instant.parse("2026-03-02T15:00:00Z");
    AccessScope ana = new AccessScope(Tenants.AURORA, "u1", "ana", "Ana", false, false);
    AccessScope elsewhere = new AccessScope(Tenants.BOREAL, "u1", "ana", "Ana", false, false);
    LiveAccess access = new LiveAccess(ana, Set.of("sales"), soon);

    // Then
    assertThat(access.opensTheSameAs(new LiveAccess(ana, Set.of("sales"), soon.plusSeconds(9))))
        .isTrue();
    assertThat(access.opensTheSameAs(new LiveAccess(ana, Set.of("manager"), soon))).isFalse();
    assertThat(access.opensTheSameAs(new LiveAccess(elsewhere, Set.of("sales"), soon))).isFalse();
  }

  private static boolean told(LiveClient client, String type) {
    return client.texts().stream().anyMatch(text -> text.contains("\"" + type + "\""));
  }
}
