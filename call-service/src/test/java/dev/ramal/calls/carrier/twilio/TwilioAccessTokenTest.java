package dev.ramal.calls.carrier.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ramal.calls.carrier.twilio.TwilioAccessToken.Grants;
import dev.ramal.calls.carrier.twilio.TwilioAccessToken.Incoming;
import dev.ramal.calls.carrier.twilio.TwilioAccessToken.Outgoing;
import dev.ramal.calls.carrier.twilio.TwilioAccessToken.Voice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioAccessTokenTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  @DisplayName("CALL-333 a token for Twilio is the one that Twilio's libraries make")
  void shouldSignTheTokenOfTheVector() throws Exception {
    // Given
    JsonNode vector = vector();
    JsonNode claims = vector.get("claims");
    JsonNode outgoing = claims.at("/grants/voice/outgoing");
    TwilioAccessToken token =
        new TwilioAccessToken(
            claims.get("jti").asText(),
            claims.get("iss").asText(),
            claims.get("sub").asText(),
            claims.get("iat").asLong(),
            claims.get("exp").asLong(),
            new Grants(
                claims.at("/grants/identity").asText(),
                new Voice(
                    new Incoming(true),
                    new Outgoing(
                        outgoing.get("application_sid").asText(),
                        Map.of("tenant", outgoing.at("/params/tenant").asText())))));

    // When
    String signed = token.signed(vector.get("apiKeySecret").asText());

    // Then
    String[] parts = signed.split("\\.");
    assertThat(decoded(parts[0])).isEqualTo(vector.get("header"));
    assertThat(decoded(parts[1])).isEqualTo(claims);
    assertThat(parts[2]).isEqualTo(hmac(parts[0] + "." + parts[1], vector));
    assertThat(signed).isEqualTo(vector.get("token").asText());
  }

  @ParameterizedTest
  @DisplayName("CALL-334 two user names stay two names at Twilio, of letters that it takes")
  @CsvSource({
    "ana, ana",
    "agent_1, agent_1",
    "ana.b-1, ana_2Eb_2D1",
    "ana@aurora.com.br, ana_40aurora_2Ecom_2Ebr",
    "'joão silva', jo_C3_A3o_20silva",
    "ana_2Eb, ana_5F2Eb",
    "x@evil.example;, x_40evil_2Eexample_3B"
  })
  void shouldNameAgentsAsTwilioTakesIt(String username, String name) {
    // When / Then
    assertThat(TwilioSoftphones.name(username)).isEqualTo(name).matches("[A-Za-z0-9_]+");
  }

  private static String hmac(String content, JsonNode vector) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    byte[] secret = vector.get("apiKeySecret").asText().getBytes(StandardCharsets.UTF_8);
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
  }

  private static JsonNode decoded(String part) throws IOException {
    return JSON.readTree(Base64.getUrlDecoder().decode(part));
  }

  private static JsonNode vector() throws IOException {
    try (InputStream vector =
        TwilioAccessTokenTest.class.getResourceAsStream(
            "/contracts/twilio/access-token-vector.json")) {
      return JSON.readTree(vector);
    }
  }
}
