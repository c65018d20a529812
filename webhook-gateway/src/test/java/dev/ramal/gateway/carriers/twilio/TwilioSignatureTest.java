package dev.ramal.gateway.carriers.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.gateway.carriers.FormBody;
import dev.ramal.gateway.fixtures.Contracts;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

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
