package dev.ramal.testkit.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Asks a service, also at an address as no URI may be and as people write it all the same. */
public final class Wire {
  private static final int PATIENCE_MILLIS = 20_000;

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI root;

  public Wire(URI root) {
    this.root = root;
  }

  /**
   * What came back.
   *
   * @param type media type; empty for none
   * @param challenge of a 401; empty for none
   * @param allow of a 405; empty for none
   */
  public record Answer(int status, String type, String challenge, String allow, String body) {}

  /** A GET whose address goes out as it stands, with a {@code |} in it or a brace. */
  public Answer raw(String address, Map<String, String> headers) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) new URL(root.toURL(), address).openConnection();
      connection.setConnectTimeout(PATIENCE_MILLIS);
      connection.setReadTimeout(PATIENCE_MILLIS);
      headers.forEach(connection::setRequestProperty);
      int status = connection.getResponseCode();
      return new Answer(
          status,
          header(connection, "Content-Type"),
          header(connection, "WWW-Authenticate"),
          header(connection, "Allow"),
          text(status < 400 ? connection.getInputStream() : connection.getErrorStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(address + ": " + e.getMessage(), e);
    }
  }

  Answer ask(Probe probe, Map<String, String> headers) {
    if (probe.isRaw()) {
      return raw(probe.address(), headers);
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(root.resolve(probe.address()))
            .timeout(Duration.ofMillis(PATIENCE_MILLIS))
            .method(
                probe.method(),
                probe.body() == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(probe.body()));
    headers.forEach(request::setHeader);
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(
          answer.statusCode(),
          header(answer, "Content-Type"),
          header(answer, "WWW-Authenticate"),
          header(answer, "Allow"),
          answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(probe + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static String header(HttpURLConnection connection, String name) {
    String value = connection.getHeaderField(name);
    return value == null ? "" : value;
  }

  private static String text(InputStream body) throws IOException {
    if (body == null) {
      return "";
    }
    try (body) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
