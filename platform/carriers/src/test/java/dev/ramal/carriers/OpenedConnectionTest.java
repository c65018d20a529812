package dev.ramal.carriers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.carriers.OpenedConnection.OpenedSecret;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.events.connections.ConnectionPublished;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenedConnectionTest {
  private static final Instant ROTATED = Instant.parse("2026-03-02T12:00:00Z");

  private final OpenedConnection connection =
      new OpenedConnection(
          new ConnectionPublished(
              "c1",
              TenantId.of("aurora"),
              Carrier.TWILIO,
              true,
              2,
              List.of(TestAccounts.ACCOUNT_SID),
              List.of(),
              List.of("MG1"),
              List.of("+551130000001"),
              List.of(),
              List.of(),
              ROTATED),
          List.of(
              new OpenedSecret(OpenedConnection.AUTH_TOKEN, "new", null),
              new OpenedSecret(OpenedConnection.AUTH_TOKEN, "old", ROTATED.plusSeconds(60))));

  @Test
  void shouldSendWithTheNewTokenAndVerifyWithBothWhileARotationLasts() {
    // When
    CarrierAccount account = connection.account(ROTATED.plusSeconds(59));

    // Then
    assertThat(account.authToken()).isEqualTo("new");
    assertThat(account.authTokens()).containsExactly("new", "old");
    assertThat(account.messagingProfileId()).isEqualTo("MG1");
  }

  @Test
  void shouldForgetTheOldTokenWhenItsTimeIsUp() {
    // When
    CarrierAccount account = connection.account(ROTATED.plusSeconds(60));

    // Then
    assertThat(account.authTokens()).containsExactly("new");
  }

  @Test
  void shouldTellNoSecretInWords() {
    // When
    String words = connection + " " + connection.account(ROTATED);

    // Then
    assertThat(words).doesNotContain("new").doesNotContain("old");
  }

  @Test
  void shouldSayWhichAccountLacksAToken() {
    // Given
    CarrierAccount telnyx = TestAccounts.telnyx();

    // When / Then
    assertThatThrownBy(telnyx::authToken).hasMessageContaining("connection-2");
  }
}
