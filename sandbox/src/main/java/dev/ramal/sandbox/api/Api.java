package dev.ramal.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.sandbox.state.StateJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * JSON over HTTP as any client would speak it.
 *
 * @param baseUrl before every path
 * @param headers sent with every request
 */
public record Api(String baseUrl, Map<String, String> headers) {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  /** An answer of any status. */
  public record Answer(int status, String body, Map<String, String> headers) {
    /** The body as JSON; a missing node when it is none. */
    public JsonNode json() {
      try {
        return body.isBlank() ? MissingNode.getInstance() : StateJson.mapper().readTree(body);
      } catch (IOException e) {
        return MissingNode.getInstance();
      }
    }

    /**
     * @throws SandboxFailure when it has another status
     */
    public Answer expect(int wanted) {
      if (status != wanted) {
        throw new SandboxFailure(
            "expected " + wanted + " but was answered " + status + ": " + shortened(body));
      }
      return this;
    }

    private static String shortened(String text) {
      return text.length() <= 600 ? text : text.substring(0, 600) + "…";
    }
  }

  public static Api at(String baseUrl) {
    return new Api(baseUrl, Map.of());
  }

  /** The same with one more header. */
  public Api with(String name, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(name, value);
    return new Api(baseUrl, more);
  }

  public Answer get(String path) {
    return send("GET", path, null);
  }

  /**
   * @param body anything that Jackson writes
   */
  public Answer post(String path, Object body) {
    return send("POST", path, body);
  }

  /**
   * @param body anything that Jackson writes
   */
  public Answer put(String path, Object body) {
    return send("PUT", path, body);
  }

  /**
   * @param contentType of the text, which is sent as it is
   */
  public Answer postText(String path, String contentType, String text) {
    HttpRequest.Builder request =
        request(path)
            .setHeader("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofString(text));
    HttpResponse<String> response = answered(request, path, HttpResponse.BodyHandlers.ofString());
    return answer(response, response.body());
  }

  /**
   * The file behind a path, byte by byte.
   *
   * @throws SandboxFailure when there is none
   */
  public byte[] file(String path) {
    HttpResponse<byte[]> response =
        answered(request(path).GET(), path, HttpResponse.BodyHandlers.ofByteArray());
    answer(response, "").expect(200);
    return response.body();
  }

  public Answer delete(String path) {
    return send("DELETE", path, null);
  }

  /**
   * @param body anything that Jackson writes; null for none
   */
  public Answer send(String method, String path, Object body) {
    HttpRequest.Builder request = request(path);
    if (body == null) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request.setHeader("Content-Type", "application/json");
      request.method(method, HttpRequest.BodyPublishers.ofString(written(body)));
    }
    HttpResponse<String> response =
        answered(request, method + " " + path, HttpResponse.BodyHandlers.ofString());
    return answer(response, response.body());
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : baseUrl + path))
            .timeout(Duration.ofSeconds(30));
    headers.forEach(request::setHeader);
    return request;
  }

  private static String written(Object body) {
    try {
      return StateJson.mapper().writeValueAsString(body);
    } catch (IOException e) {
      throw new SandboxFailure("no JSON: " + e, e);
    }
  }

  private static Answer answer(HttpResponse<?> response, String body) {
    Map<String, String> received = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    response.headers().map().forEach((name, values) -> received.put(name, values.get(0)));
    return new Answer(response.statusCode(), body, received);
  }

  private static <T> HttpResponse<T> answered(
      HttpRequest.Builder request, String what, HttpResponse.BodyHandler<T> reading) {
    try {
      return HTTP.send(request.build(), reading);
    } catch (IOException e) {
      throw new SandboxFailure(what + " had no answer: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailure("Interrupted while waiting for " + what, e);
    }
  }
}
