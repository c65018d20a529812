package dev.ramal.simulators.twilio.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.simulators.fixtures.Http;
import dev.ramal.simulators.fixtures.TwilioStory;
import dev.ramal.simulators.twilio.accounts.TwilioAccount;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallRefusalTest extends TwilioStory {
  @ParameterizedTest
  @CsvSource({
    "To, '', 21201",
    "To, 11987654321, 21211",
    "To, +5500987654321, 21211",
    "To, +447700900123, 21215",
    "From, '', 21213",
    "From, 1140000000, 21212",
    "From, +551149999999, 21210",
    "Url, '', 21205",
    "Url, not-a-url, 21205",
    "Url, https://my_host.example.com/x, 21205",
    "StatusCallback, ftp://example.com, 21205",
    "StatusCallbackEvent, dialed, 20001",
    "Timeout, 601, 20001",
    "RecordingChannels, stereo, 20001",
    "Colour, blue, 20001"
  })
  @DisplayName("SIM-35 refuse a wrong form with the real code")
  void shouldRefuseAWrongFormWithTheRealCode(String field, String value, int code) {
    // Given
    List<String> fields = new ArrayList<>();
    for (String[] pair :
        new String[][] {{"To", LEAD}, {"From", NUMBER}, {"Url", application.url("/answered")}}) {
      if (!pair[0].equals(field)) {
        fields.addAll(List.of(pair));
      }
    }
    fields.addAll(List.of(field, value));

    // When
    Http.Got refused = api.form("/Calls.json", fields.toArray(String[]::new));

    // Then
    assertThat(refused.status()).isEqualTo(400);
    JsonObject error = refused.json();
    assertThat(error.getInteger("code")).isEqualTo(code);
    assertThat(error.getInteger("status")).isEqualTo(400);
    assertThat(error.getString("more_info")).endsWith("/" + code);
    assertThat(host.twilio().calls()).isEmpty();
  }

  @Test
  @DisplayName("SIM-36 refuse wrong credentials")
  void shouldRefuseWrongCredentials() {
    // Given
    Http wrong =
        Http.basic(
            host.twilio().baseUrl() + "/2010-04-01/Accounts/" + account.sid(),
            account.sid(),
            "wrong");

    // When
    Http.Got refused = wrong.get("/Calls.json");

    // Then
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.json().getInteger("code")).isEqualTo(20003);
  }

  @Test
  @DisplayName("SIM-37 keep accounts apart")
  void shouldKeepAccountsApart() {
    // Given
    String sid = dial(LEAD).json().getString("sid");
    TwilioAccount other = host.twilio().register(TwilioAccount.create("+551140009999"));
    Http others =
        Http.basic(
            host.twilio().baseUrl() + "/2010-04-01/Accounts/" + other.sid(),
            other.sid(),
            other.authToken());

    // When
    Http.Got fetched = others.get("/Calls/" + sid + ".json");

    // Then
    assertThat(fetched.status()).isEqualTo(404);
    assertThat(fetched.json().getInteger("code")).isEqualTo(20404);
    assertThat(others.get("/Calls.json").json().getJsonArray("calls")).isEmpty();
  }

  @Test
  @DisplayName("SIM-38 accept both tokens while one is rotated")
  void shouldAcceptBothTokensWhileOneIsRotated() {
    // Given
    TwilioAccount rotated = host.twilio().register(account.rotatedTo("new-token"));

    // When
    int old = api.get("/Calls.json").status();
    int fresh =
        Http.basic(
                host.twilio().baseUrl() + "/2010-04-01/Accounts/" + account.sid(),
                account.sid(),
                rotated.authToken())
            .get("/Calls.json")
            .status();

    // Then
    assertThat(List.of(old, fresh)).containsExactly(200, 200);
  }
}
