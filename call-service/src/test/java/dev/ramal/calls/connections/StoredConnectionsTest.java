package dev.ramal.calls.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.connections.ConnectionRow.StoredSecret;
import dev.ramal.carriers.OpenedConnection;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-07 what is stored and published keeps its words")
class StoredConnectionsTest {
  private static final List<StoredSecret> SECRETS =
      List.of(
          new StoredSecret("auth-token", "v1:k1:AAAA", "0123456789ab", null),
          new StoredSecret(
              "public-key", "BBBB", "ba9876543210", Instant.parse("2026-03-02T15:00:00Z")));
  private static final String JSON =
      "[{\"name\":\"auth-token\",\"value\":\"v1:k1:AAAA\",\"fingerprint\":\"0123456789ab\"},"
          + "{\"name\":\"public-key\",\"value\":\"BBBB\",\"fingerprint\":\"ba9876543210\","
          + "\"validUntil\":\"2026-03-02T15:00:00Z\"}]";

  @Test
  void shouldWriteSecretsAsTheyWereAlwaysWritten() {
    // When
    String written = ConnectionRow.write(SECRETS);

    // Then
    assertThat(written).isEqualTo(JSON);
  }

  @Test
  void shouldReadAConnectionThatWasWrittenLongAgo() {
    // Given
    ConnectionRow row = new ConnectionRow();
    row.secrets = JSON;
    row.numbers = "[\"+551130001000\",\"+551130001001\"]";

    // When
    List<StoredSecret> secrets = row.secretList();

    // Then
    assertThat(secrets).isEqualTo(SECRETS);
    assertThat(row.numberList()).containsExactly("+551130001000", "+551130001001");
  }

  @Test
  void shouldKeepTheNamesOfSecrets() {
    // When
    List<String> names =
        List.of(OpenedConnection.AUTH_TOKEN, OpenedConnection.API_KEY, StoredSecret.PUBLIC_KEY);

    // Then
    assertThat(names).containsExactly("auth-token", "api-key", "public-key");
  }

  @Test
  void shouldSealSecretsForTheSamePurpose() {
    // When
    String context = OpenedConnection.sealContext("aurora", "connection-1");

    // Then
    assertThat(context).isEqualTo("aurora:connection-1");
  }
}
