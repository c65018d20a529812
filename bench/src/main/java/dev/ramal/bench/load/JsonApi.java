package dev.ramal.bench.load;

import dev.ramal.servers.processes.ServerFailure;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Asks one service with JSON, on connections that stay open. */
public final class JsonApi {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String base;
  private final Duration limit;

  /**
   * @param base address of the service, without a slash at the end
   */
  public JsonApi(String base) {
    this(base, LIMIT);
  }

  /**
   * @param limit for what takes long
   */
  public JsonApi(String base, Duration limit) {
    this.base = base;
    this.limit = limit;
  }

  public JsonObject put(String path, String token, JsonObject body) {
    return new JsonObject(ask("PUT", path, token, body));
  }

  public JsonObject post(String path, String token, JsonObject body) {
    return new JsonObject(ask("POST", path, token, body));
  }

  /**
   * @param key of the intent: sent again, it brings the first answer
   */
  public JsonObject post(String path, String token, String key, JsonObject body) {
    HttpRequest request =
        HttpRequest.newBuilder(request("POST", path, token, body), (name, value) -> true)
            .header("Idempotency-Key", key)
            .build();
    return new JsonObject(send(request));
  }

  public String get(String path, String token) {
    return ask("GET", path, token, null);
  }

  /**
   * @param body null for none
   * @return the body of the answer
   * @throws ServerFailure for anything but a 2xx
   */
  public String ask(String method, String path, String token, JsonObject body) {
    return send(request(method, path, token, body));
  }

  private String send(HttpRequest request) {
    try {
      return bodyOf(request, http.send(request, BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new ServerFailure(request.uri() + " does not answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerFailure("interrupted", e);
    }
  }

  /** The same without waiting. */
  public CompletableFuture<String> later(
      String method, String path, String token, JsonObject body) {
    HttpRequest request = request(method, path, token, body);
    return http.sendAsync(request, BodyHandlers.ofString())
        .thenApply(answer -> bodyOf(request, answer));
  }

  private HttpRequest request(String method, String path, String token, JsonObject body) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(limit)
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .method(
            method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()))
        .build();
  }

  private static String bodyOf(HttpRequest request, HttpResponse<String> answer) {
    if (answer.statusCode() / 100 != 2) {
      throw new ServerFailure(
          "%s %s answers %d %s"
              .formatted(
                  request.method(), request.uri().getPath(), answer.statusCode(), answer.body()));
    }
    return answer.body();
  }
}
