package dev.ramal.calls.connections;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.calls.connections.ConnectionRow.StoredSecret;
import dev.ramal.events.Carrier;
import dev.ramal.kit.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("CALL-197 an account whose carrier is away stays off until it can be asked")
class CheckAccountTest {
  private static final AccountCheck AWAY = new AccountCheck.NotAsked("no answer");

  @ParameterizedTest
  @ValueSource(strings = {"secret", "account", "messaging-service", "application", "profile"})
  void shouldPutNothingUnseenInThePlaceOfWhatWorks(String changed) {
    // Given
    ConnectionRow row = row(changed);
    List<Object> worked = row("nothing").credentials();

    // When / Then
    assertThatThrownBy(() -> CheckAccount.judge(row, worked, AWAY))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().code()).isEqualTo("CALLS-0207"));
  }

  @Test
  void shouldLeaveOnWhatWorksWithTheSameCredentials() {
    // Given
    ConnectionRow row = row("numbers");
    row.secrets =
        ConnectionRow.write(
            List.of(secret("1111", null), secret("0000", Instant.parse("2026-03-02T15:00:00Z"))));

    // When
    List<AccountWarning> warnings = CheckAccount.judge(row, row("nothing").credentials(), AWAY);

    // Then
    assertThat(row.enabled).isTrue();
    assertThat(row.disabledReason).isNull();
    assertThat(warnings).hasSize(1);
  }

  @Test
  void shouldLeaveOffWhatDidNotWorkBefore() {
    // Given
    ConnectionRow row = row("secret");

    // When
    CheckAccount.judge(row, null, AWAY);

    // Then
    assertThat(row.enabled).isFalse();
    assertThat(row.disabledReason).isEqualTo("no answer");
  }

  @Test
  void shouldStoreWhateverIsSwitchedOff() {
    // Given
    ConnectionRow row = row("secret");
    row.enabled = false;

    // When
    CheckAccount.judge(row, row("nothing").credentials(), AWAY);

    // Then
    assertThat(row.enabled).isFalse();
    assertThat(row.disabledReason).isNull();
  }

  private static ConnectionRow row(String changed) {
    ConnectionRow row = new ConnectionRow();
    row.carrier = Carrier.TWILIO;
    row.enabled = true;
    row.numbers = changed.equals("numbers") ? "[\"+551130001000\"]" : "[]";
    row.accountSid = changed.equals("account") ? "AC2" : "AC1";
    row.messagingServiceSid = changed.equals("messaging-service") ? "MG2" : "MG1";
    row.voiceAppId = changed.equals("application") ? "2502" : "2501";
    row.messagingProfileId = changed.equals("profile") ? "profile-2" : "profile-1";
    row.secrets =
        ConnectionRow.write(List.of(secret(changed.equals("secret") ? "2222" : "1111", null)));
    return row;
  }

  private static StoredSecret secret(String fingerprint, Instant until) {
    return new StoredSecret("auth-token", "v1:k1:" + fingerprint, fingerprint, until);
  }
}
