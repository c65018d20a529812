package dev.ramal.simulators.support;

import dev.ramal.simulators.http.Fields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** A small client with one kind of credentials. */
public final class Http {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final String base;
  private final String authorization;

  /** An answer. */
  public record Got(int status, String text, byte[] bytes, HttpResponse<byte[]> response) {
    public JsonObject json() {
      return new JsonObject(text);
    }

    public JsonArray array() {
      return new JsonArray(text);
    }
  }

  private Http(String base, String authorization) {
    this.base = base;
    this.authorization = authorization;
  }

  public static Http basic(String base, String user, String password) {
    String credentials =
        Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    return new Http(base, "Basic " + credentials);
  }

  public static Http bearer(String base, String token) {
    return new Http(base, "Bearer " + token);
  }

  public static Http open(String base) {
    return new Http(base, null);
  }

  public Got get(String path) {
    return send(request(path).GET());
  }

  public Got delete(String path) {
    return send(request(path).DELETE());
  }

  public Got post(String path, JsonObject json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json.encode())));
  }

  public Got put(String path, JsonObject json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(json.encode())));
  }

  /** Posts a form of names and values in turn. */
  public Got form(String path, String... namesAndValues) {
    Fields fields = new Fields();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.add(namesAndValues[i], namesAndValues[i + 1]);
    }
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(fields.encode())));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path))
            .timeout(Duration.ofSeconds(3));
    return authorization == null ? builder : builder.header("Authorization", authorization);
  }

  private static Got send(HttpRequest.Builder builder) {
    try {
      HttpResponse<byte[]> response = CLIENT.send(builder.build(), BodyHandlers.ofByteArray());
      return new Got(
          response.statusCode(),
          new String(response.body(), StandardCharsets.UTF_8),
          response.body(),
          response);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } catch (java.io.IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }
}
