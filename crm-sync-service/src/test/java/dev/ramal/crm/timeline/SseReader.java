package dev.ramal.crm.timeline;

import dev.ramal.testkit.Tokens;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody who follows a timeline. Close after use. */
final class SseReader implements AutoCloseable {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final List<Told> told = new CopyOnWriteArrayList<>();
  private final InputStream stream;

  /** One event. */
  record Told(String name, String id, String data) {}

  private SseReader(InputStream stream) {
    this.stream = stream;
    Thread reading = new Thread(this::read, "sse-reader");
    reading.setDaemon(true);
    reading.start();
  }

  /**
   * @param lastEventId null for what follows from now on
   */
  static SseReader of(String user, String contactId, String lastEventId) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://localhost:%d/api/contacts/%s/timeline/live"
                        .formatted(RestAssured.port, contactId)))
            .header("Authorization", "Bearer " + Tokens.of(user));
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    try {
      HttpResponse<InputStream> answer =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      String type = answer.headers().firstValue("Content-Type").orElse("");
      if (answer.statusCode() != 200 || !type.startsWith("text/event-stream")) {
        throw new AssertionError(answer.statusCode() + " " + type);
      }
      return new SseReader(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** So far, in order. */
  List<Told> told() {
    return List.copyOf(told);
  }

  List<Told> items() {
    return told().stream().filter(event -> StreamFrame.ITEM.equals(event.name())).toList();
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      String name = null;
      String id = null;
      String data = null;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          if (data != null) {
            told.add(new Told(name, id, data));
          }
          name = null;
          id = null;
          data = null;
        } else if (line.startsWith("event:")) {
          name = line.substring("event:".length()).strip();
        } else if (line.startsWith("id:")) {
          id = line.substring("id:".length()).strip();
        } else if (line.startsWith("data:")) {
          data = line.substring("data:".length()).strip();
        }
      }
    } catch (IOException closed) {
      // By whoever has read enough.
    }
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
