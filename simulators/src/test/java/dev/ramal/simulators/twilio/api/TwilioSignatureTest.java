package dev.ramal.simulators.twilio.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.simulators.twilio.api.TwilioSignature.Product;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TwilioSignatureTest {
  private static final String TOKEN = "12345";
  private static final Map<String, String> PARAMS =
      Map.of(
          "Digits", "1234",
          "CallSid", "CA1234567890ABCDE",
          "To", "+18005551212",
          "Caller", "+14158675309",
          "From", "+14158675309");

  @Test
  @DisplayName("SIM-06 sign the official example")
  void shouldSignTheOfficialExample() {
    // When
    String signature =
        TwilioSignature.sign(TOKEN, "https://mycompany.com/myapp.php?foo=1&bar=2", PARAMS);

    // Then
    assertThat(signature).isEqualTo("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
  }

  @Test
  @DisplayName("SIM-07 sign each distinct value of a repeated name once and sorted")
  void shouldSignEachDistinctValueOfARepeatedNameOnceAndSorted() {
    // When
    String repeated =
        TwilioSignature.sign(TOKEN, "https://a.example/", Map.of("M", List.of("b", "a", "b")));

    // Then
    assertThat(repeated).isEqualTo(TwilioSignature.sign(TOKEN, "https://a.example/MaMb", Map.of()));
  }

  @Test
  @DisplayName("SIM-08 drop the port only for voice over https")
  void shouldDropThePortOnlyForVoiceOverHttps() {
    // Given
    String secure = "https://user:pass@hooks.example.com:8443/v?a=1#rc=3";
    String plain = "http://hooks.example.com:8080/v?a=1";

    // When
    List<String> signed =
        List.of(
            TwilioSignature.signedUrl(secure, Product.VOICE),
            TwilioSignature.signedUrl(secure, Product.MESSAGING),
            TwilioSignature.signedUrl(plain, Product.VOICE));

    // Then
    assertThat(signed)
        .containsExactly(
            "https://hooks.example.com/v?a=1",
            "https://hooks.example.com:8443/v?a=1",
            "http://hooks.example.com:8080/v?a=1");
  }
}
