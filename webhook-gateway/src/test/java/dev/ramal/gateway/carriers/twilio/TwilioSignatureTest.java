package dev.ramal.gateway.carriers.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.gateway.carriers.FormBody;
import dev.ramal.gateway.fixtures.Contracts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioSignatureTest {
  private static final String URL = "https://hooks.example.com/webhooks/twilio/c1/call-status";

  @TestFactory
  @DisplayName("GW-01 every published vector of X-Twilio-Signature is judged as published")
  Stream<DynamicTest> shouldJudgeEveryVectorAsPublished() {
    return Contracts.list(Contracts.json("twilio/signature-vectors.json").path("vectors")).stream()
        .map(
            vector ->
                DynamicTest.dynamicTest(
                    vector.path("name").asText(),
                    () -> {
                      // Given
                      String url = vector.path("url").asText();

                      // When
                      boolean genuine = judge(url, vector);

                      // Then
                      assertThat(genuine).isEqualTo(vector.path("expectValid").asBoolean());
                    }));
  }

  @TestFactory
  @DisplayName("GW-02 every signed example request is genuine, and no longer so when touched")
  Stream<DynamicTest> shouldAcceptEverySignedExampleAndNoneThatWasTouched() {
    JsonNode contract = Contracts.json("twilio/webhook-fixtures.json");
    List<SecretKey> keys = List.of(TwilioSignature.key(contract.path("authToken").asText()));
    return Contracts.list(contract.path("fixtures")).stream()
        .map(
            fixture ->
                DynamicTest.dynamicTest(
                    fixture.path("name").asText(),
                    () -> {
                      // Given
                      Split url = Split.of(fixture.path("url").asText());
                      String body = fixture.path("body").asText();
                      String signature = fixture.at("/headers/X-Twilio-Signature").asText();
                      TwilioSignature twilio = new TwilioSignature(url.base());

                      // When
                      boolean whole = twilio.isGenuine(url.path(), form(body), signature, keys);
                      boolean touched =
                          twilio.isGenuine(url.path(), form(body + "1"), signature, keys);

                      // Then
                      assertThat(whole).isTrue();
                      assertThat(touched).isFalse();
                    }));
  }

  @Test
  @DisplayName("GW-03 a callback is accepted under either of two live secrets and no third")
  void shouldAcceptEitherOfTwoLiveSecrets() {
    // Given
    JsonNode vector = Contracts.json("twilio/signature-vectors.json").path("vectors").path(0);
    Split url = Split.of(vector.path("url").asText());
    TwilioSignature twilio = new TwilioSignature(url.base());
    FormBody form = form(formBody(vector.path("params")));
    String signature = vector.path("signature").asText();
    SecretKey current = TwilioSignature.key("12345");
    SecretKey other = TwilioSignature.key("54321");

    // When
    boolean underOld = twilio.isGenuine(url.path(), form, signature, List.of(other, current));
    boolean underNeither = twilio.isGenuine(url.path(), form, signature, List.of(other));

    // Then
    assertThat(underOld).isTrue();
    assertThat(underNeither).isFalse();
  }

  @ParameterizedTest(name = "{1}")
  @DisplayName("GW-08 what Twilio's Node library signs with a shared key is genuine")
  @CsvSource({
    "1eis7jaJzIwiEowT+9d/nPLW6BjcT8C2djvSn5zElx0=, ''",
    "j2OCPkMGmWokIo48pM9GKyDsHgkbYuq3YR0iHBcGizs=, &MediaUrl=b&MediaUrl=a&MediaUrl=b"
  })
  void shouldAcceptWhatASharedKeySigned(String signature, String repeated) {
    // Given
    TwilioSignature twilio = new TwilioSignature("https://hooks.example.com");
    String path = "/webhooks/twilio/c1/call-status?call=k-1&leg=lead";
    FormBody form = form("CallSid=CA1&CallStatus=ringing&Body=Ol%C3%A1+Jo%C3%A3o" + repeated);
    List<SecretKey> shared = List.of(TwilioSignature.sharedKey("shared-key-secret"));
    List<SecretKey> token = List.of(TwilioSignature.key("shared-key-secret"));

    // When
    boolean genuine = twilio.isGenuine(path, form, signature, shared);
    boolean byTheWeakerHash = twilio.isGenuine(path, form, signature, token);

    // Then
    assertThat(genuine).isTrue();
    assertThat(byTheWeakerHash).isFalse();
  }

  @ParameterizedTest
  @DisplayName("GW-09 a callback that names a weaker or an unknown algorithm is not genuine")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "- | HmacSHA1",
        "'' | HmacSHA1",
        "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256 | HmacSHA256",
        "algorithm = hmac_sha256 , key=webhooks_sharedkey_1 | HmacSHA256",
        "key=webhooks_sharedkey_1,algorithm=HMAC_SHA1 | -",
        "key=webhooks_sharedkey_1,algorithm=HMAC_MD5 | -",
        "key=webhooks_sharedkey_1,algorithm=none | -",
        "key=webhooks_sharedkey_1,algorithm= | -",
        "key=webhooks_sharedkey_1 | -",
        "algorithm=HMAC_SHA256,algorithm=HMAC_SHA1 | -",
        "nonsense | -"
      })
  void shouldTellWhichKeyMustHaveSigned(String header, String algorithm) {
    // When
    Optional<String> needed = SignatureSettings.keyAlgorithm(header);

    // Then
    assertThat(needed).isEqualTo(Optional.ofNullable(algorithm));
  }

  @Test
  void shouldRefuseWhenThereIsNoSecretAtAll() {
    // Given
    TwilioSignature twilio = new TwilioSignature("https://hooks.example.com");

    // When
    boolean genuine = twilio.isGenuine(URL, form("a=1"), "AAAA", List.of());

    // Then
    assertThat(genuine).isFalse();
  }

  private static boolean judge(String url, JsonNode vector) {
    Split split = Split.of(url);
    TwilioSignature twilio = new TwilioSignature(split.base());
    List<SecretKey> keys = List.of(TwilioSignature.key(vector.path("token").asText()));
    String signature = vector.path("signature").textValue();
    return vector.path("body").isTextual()
        ? twilio.isGenuine(
            split.path(),
            vector.path("body").asText().getBytes(StandardCharsets.UTF_8),
            signature,
            keys)
        : twilio.isGenuine(split.path(), form(formBody(vector.path("params"))), signature, keys);
  }

  private static FormBody form(String body) {
    return FormBody.parse(body.getBytes(StandardCharsets.UTF_8));
  }

  private static String formBody(JsonNode params) {
    List<String> pairs = new ArrayList<>();
    params
        .fields()
        .forEachRemaining(
            field -> {
              if (field.getValue().isArray()) {
                field.getValue().forEach(each -> pairs.add(pair(field.getKey(), each.asText())));
              } else {
                pairs.add(pair(field.getKey(), field.getValue().asText()));
              }
            });
    return String.join("&", pairs);
  }

  private static String pair(String name, String value) {
    return encode(name) + "=" + encode(value);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * An address as the gateway sees it: the configured base, and what stands on the request line.
   */
  private record Split(String base, String path) {
    static Split of(String url) {
      int path = url.indexOf('/', url.indexOf("://") + 3);
      return new Split(url.substring(0, path), url.substring(path));
    }
  }
}
