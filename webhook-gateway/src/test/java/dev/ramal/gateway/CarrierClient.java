package dev.ramal.gateway;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** Calls the gateway as a carrier would: to one address, signed for another. */
public final class CarrierClient {
  public static final String FORM = "application/x-www-form-urlencoded; charset=UTF-8";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String address;
  private final String publicBase;

  public CarrierClient(String address, String publicBase) {
    this.address = address;
    this.publicBase = publicBase;
  }

  /** A form, signed by Twilio with this token. */
  public HttpResponse<String> twilio(String path, Map<String, String> form, String authToken) {
    return send(
        request(path, encoded(form))
            .header("Content-Type", FORM)
            .header("X-Twilio-Signature", Signing.twilio(publicBase + path, form, authToken)));
  }

  /** An event, signed by Telnyx just now. */
  public HttpResponse<String> telnyx(String path, String json, KeyPair keys) {
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    return send(
        request(path, json)
            .header("Content-Type", "application/json")
            .header("telnyx-timestamp", timestamp)
            .header("telnyx-signature-ed25519", Signing.telnyx(timestamp, body, keys)));
  }

  public HttpRequest.Builder request(String path, String body) {
    return HttpRequest.newBuilder(URI.create(address + path))
        .timeout(Duration.ofSeconds(20))
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  public static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
