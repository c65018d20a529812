package dev.ramal.calls.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.connections.ConnectionRow.StoredSecret;
import dev.ramal.carriers.OpenedConnection;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.events.connections.ConnectionPublished;
import dev.ramal.kit.tenancy.RowKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
  void shouldTellWhenAReplacedPublicKeyEnds() {
    // Given
    ConnectionRow row = new ConnectionRow();
    row.key = RowKey.of(TenantId.of("aurora"), "connection-1");
    row.carrier = Carrier.TELNYX;
    row.numbers = "[]";
    row.secrets = JSON;

    // When
    ConnectionPublished live = row.published(Instant.parse("2026-03-02T14:00:00Z"));
    ConnectionPublished ended = row.published(Instant.parse("2026-03-02T15:00:00Z"));

    // Then
    assertThat(live.publicKeys()).containsExactly("BBBB");
    assertThat(live.publicKeysUntil())
        .containsExactly(Map.entry("BBBB", Instant.parse("2026-03-02T15:00:00Z")));
    assertThat(ended.publicKeys()).isEmpty();
    assertThat(ended.publicKeysUntil()).isEmpty();
  }

  @Test
  void shouldKeepTheNamesOfSecrets() {
    // When
    List<String> names =
        List.of(
            OpenedConnection.AUTH_TOKEN,
            OpenedConnection.SHARED_KEY,
            OpenedConnection.API_KEY,
            StoredSecret.PUBLIC_KEY);

    // Then
    assertThat(names).containsExactly("auth-token", "shared-key", "api-key", "public-key");
  }

  @Test
  void shouldSealSecretsForTheSamePurpose() {
    // When
    String context = OpenedConnection.sealContext("aurora", "connection-1");

    // Then
    assertThat(context).isEqualTo("aurora:connection-1");
  }
}
