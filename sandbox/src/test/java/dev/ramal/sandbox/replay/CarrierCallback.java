package dev.ramal.sandbox.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ramal.sandbox.state.SandboxStatus.ConnectionStatus;
import dev.ramal.sandbox.state.StateJson;
import dev.ramal.simulators.telnyx.api.TelnyxSignature;
import dev.ramal.simulators.twilio.api.TwilioSignature;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * What a carrier posts, to be signed anew each time that it is sent: Telnyx signs the moment, too.
 *
 * @param headers with the signature
 */
public record CarrierCallback(URI url, String body, Supplier<Map<String, String>> headers) {

  /**
   * A form of Twilio's.
   *
   * @param base public address of the gateway
   * @param path behind the connection, query included
   */
  static CarrierCallback ofTwilio(
      String base, ConnectionStatus account, String path, SortedMap<String, String> form) {
    String url = base + "/webhooks/twilio/" + account.id() + "/" + path;
    String body =
        form.entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    String signature = TwilioSignature.sign(account.authToken(), url, form);
    return new CarrierCallback(
        URI.create(url),
        body,
        () ->
            Map.of(
                "Content-Type",
                "application/x-www-form-urlencoded; charset=UTF-8",
                TwilioSignature.HEADER,
                signature));
  }

  /**
   * An event of Telnyx's.
   *
   * @param path behind the connection: a query, or empty
   */
  static CarrierCallback ofTelnyx(
      String base, ConnectionStatus account, String path, Map<String, Object> event) {
    String body = json(Map.of("data", event, "meta", Map.of("attempt", 1)));
    return new CarrierCallback(
        URI.create(base + "/webhooks/telnyx/" + account.id() + path),
        body,
        () -> {
          String now = "" + Instant.now().getEpochSecond();
          return Map.of(
              "Content-Type",
              "application/json",
              TelnyxSignature.TIMESTAMP_HEADER,
              now,
              TelnyxSignature.SIGNATURE_HEADER,
              TelnyxSignature.sign(account.privateKey(), now, body));
        });
  }

  HttpRequest request() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).POST(HttpRequest.BodyPublishers.ofString(body));
    headers.get().forEach(request::header);
    return request.build();
  }

  private static String json(Object value) {
    try {
      return StateJson.mapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
