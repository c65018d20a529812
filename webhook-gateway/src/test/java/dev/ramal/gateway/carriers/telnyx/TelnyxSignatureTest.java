package dev.ramal.gateway.carriers.telnyx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.gateway.fixtures.Contracts;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelnyxSignatureTest {
  private static final List<JsonNode> VECTORS =
      Contracts.list(Contracts.json("telnyx/signature-vectors.json").path("vectors"));

  @TestFactory
  @DisplayName("GW-04 every published vector of telnyx-signature-ed25519 is judged as published")
  Stream<DynamicTest> shouldJudgeEveryVectorAsPublished() {
    return VECTORS.stream()
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    vector.path("id").asText(),
                    () -> {
                      // Given
                      long now = vector.path("assume_now_epoch_seconds").asLong();

                      // When
                      boolean genuine = judge(vector, now, keys(vector));

                      // Then
                      assertThat(genuine).isEqualTo(vector.path("expect_accept").asBoolean());
                    }));
  }

  @ParameterizedTest
  @DisplayName("GW-05 a timestamp may be 300 seconds off in either direction, no more")
  @CsvSource({"300, true", "301, false", "-300, true", "-301, false"})
  void shouldTolerateFiveMinutesEitherWay(long late, boolean accepted) {
    // Given
    JsonNode vector = VECTORS.get(0);
    long sent = vector.at("/headers/telnyx-timestamp").asLong();

    // When
    boolean genuine = judge(vector, sent + late, keys(vector));

    // Then
    assertThat(genuine).isEqualTo(accepted);
  }

  @Test
  @DisplayName("GW-06 any key of the list will do, and without keys nothing is genuine")
  void shouldTryEveryKey() {
    // Given
    JsonNode vector = VECTORS.get(0);
    JsonNode other = VECTORS.get(1);
    long now = vector.path("assume_now_epoch_seconds").asLong();
    List<PublicKey> both = List.of(keys(other).get(0), keys(vector).get(0));

    // When
    boolean among = judge(vector, now, both);
    boolean without = judge(vector, now, List.of());

    // Then
    assertThat(among).isTrue();
    assertThat(without).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"not base64 at all!", "c2hvcnQ="})
  void shouldNotTakeAnythingElseForAKey(String text) {
    // Given
    String key = text;

    // When Then
    assertThatThrownBy(() -> TelnyxSignature.key(key)).isInstanceOf(IllegalArgumentException.class);
  }

  private static List<PublicKey> keys(JsonNode vector) {
    return List.of(TelnyxSignature.key(vector.path("public_key_base64").asText()));
  }

  private static boolean judge(JsonNode vector, long now, List<PublicKey> keys) {
    Clock clock = Clock.fixed(Instant.ofEpochSecond(now), ZoneOffset.UTC);
    return new TelnyxSignature(clock)
        .isGenuine(
            vector.at("/headers/telnyx-timestamp").textValue(),
            Base64.getDecoder().decode(vector.path("body_base64").asText()),
            vector.at("/headers/telnyx-signature-ed25519").textValue(),
            keys);
  }
}
