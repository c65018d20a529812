package dev.ramal.calls.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.connections.ConnectionRow.StoredSecret;
import dev.ramal.calls.connections.RotateSecrets.GivenSecret;
import dev.ramal.carriers.OpenedConnection;
import dev.ramal.kit.secrets.SecretCipher;
import dev.ramal.kit.secrets.SecretKeys;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.testkit.Tenants;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-231 what is saved or published is sealed with the key that is active now")
class RotateSecretsTest {
  private static final RowKey KEY = RowKey.of(Tenants.AURORA, "connection-1");
  private static final String CONTEXT = OpenedConnection.sealContext("aurora", "connection-1");
  private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");

  private final SecretCipher old = cipher(Map.of("old", key(1)), "old");
  private final SecretCipher both = cipher(Map.of("old", key(1), "new", key(2)), "new");
  private final SecretCipher alone = cipher(Map.of("new", key(2)), "new");

  @Test
  void shouldSealAnewWhatIsSavedUnchanged() {
    // Given
    List<StoredSecret> before = stored(old, "token");

    // When
    List<StoredSecret> after =
        rotate(both).rotate(KEY, before, List.of(new GivenSecret("auth-token", "token")), NOW);

    // Then
    assertThat(after).singleElement().satisfies(RotateSecretsTest::isSealedAnew);
    assertThat(alone.open(after.get(0).value(), CONTEXT)).isEqualTo("token");
  }

  @Test
  void shouldSealAnewWhatIsLeftOutAndWhatStillVerifies() {
    // Given
    List<StoredSecret> before = stored(old, "token");

    // When
    List<StoredSecret> kept = rotate(both).rotate(KEY, before, List.of(), NOW);
    List<StoredSecret> replaced =
        rotate(both).rotate(KEY, before, List.of(new GivenSecret("auth-token", "other")), NOW);

    // Then
    assertThat(kept).singleElement().satisfies(RotateSecretsTest::isSealedAnew);
    assertThat(replaced).hasSize(2).allSatisfy(RotateSecretsTest::isSealedAnew);
    assertThat(alone.open(replaced.get(1).value(), CONTEXT)).isEqualTo("token");
    assertThat(replaced.get(1).validUntil()).isAfter(NOW);
  }

  @Test
  void shouldTakeWhatIsEnteredAgainAfterItsKeyWasLost() {
    // Given
    List<StoredSecret> before = stored(old, "token");

    // When
    List<StoredSecret> kept = rotate(alone).rotate(KEY, before, List.of(), NOW);
    List<StoredSecret> entered =
        rotate(alone).rotate(KEY, before, List.of(new GivenSecret("auth-token", "token")), NOW);

    // Then
    assertThat(kept).isEqualTo(before);
    assertThat(alone.open(entered.get(0).value(), CONTEXT)).isEqualTo("token");
  }

  @Test
  void shouldSealAllOfAConnectionAnewAndNothingTwice() {
    // Given
    ConnectionRow row = new ConnectionRow();
    row.key = KEY;
    StoredSecret clear = new StoredSecret("public-key", "BBBB", "ba9876543210", null);
    row.secrets = ConnectionRow.write(List.of(stored(old, "token").get(0), clear));

    // When
    rotate(both).reseal(row);
    String once = row.secrets;
    rotate(both).reseal(row);

    // Then
    assertThat(row.secretList().get(0)).satisfies(RotateSecretsTest::isSealedAnew);
    assertThat(row.secretList().get(1)).isEqualTo(clear);
    assertThat(row.secrets).isEqualTo(once);
  }

  private static void isSealedAnew(StoredSecret secret) {
    assertThat(secret.value()).startsWith("v1:new:");
  }

  private static List<StoredSecret> stored(SecretCipher cipher, String token) {
    return rotate(cipher)
        .rotate(KEY, List.of(), List.of(new GivenSecret("auth-token", token)), NOW);
  }

  private static RotateSecrets rotate(SecretCipher cipher) {
    return new RotateSecrets(
        cipher,
        new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 200, new DurationConverter())
            .withMapping(ConnectionsConfig.class)
            .build()
            .getConfigMapping(ConnectionsConfig.class));
  }

  private static SecretCipher cipher(Map<String, String> keys, String active) {
    return new SecretCipher(
        new SecretKeys() {
          @Override
          public Map<String, String> keys() {
            return keys;
          }

          @Override
          public Optional<String> active() {
            return Optional.of(active);
          }
        });
  }

  private static String key(int fill) {
    byte[] key = new byte[32];
    Arrays.fill(key, (byte) fill);
    return Base64.getEncoder().encodeToString(key);
  }
}
