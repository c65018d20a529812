package dev.ramal.sandbox.story;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.state.StateJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The live status of calls as a browser would follow it. */
public final class LiveFeed implements WebSocket.Listener, AutoCloseable {
  /** One message, and when it came. */
  public record Update(JsonNode json, long arrivedNanos) {
    public String status() {
      return json.path("status").asText();
    }

    public String callId() {
      return json.path("callId").asText();
    }
  }

  private final List<Update> received = new CopyOnWriteArrayList<>();
  private final StringBuilder partial = new StringBuilder();
  private WebSocket socket;

  /**
   * @param baseUrl of the HTTP entry
   */
  public static LiveFeed open(String baseUrl, String token) {
    LiveFeed feed = new LiveFeed();
    URI uri = URI.create(baseUrl.replaceFirst("^http", "ws") + "/api/calls/live");
    try {
      feed.socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .header("Authorization", "Bearer " + token)
              .connectTimeout(Duration.ofSeconds(5))
              .buildAsync(uri, feed)
              .get(10, TimeUnit.SECONDS);
      return feed;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StepFailure("interrupted while opening " + uri, e);
    } catch (ExecutionException | TimeoutException e) {
      throw new StepFailure("the live status at " + uri + " cannot be followed: " + e, e);
    }
  }

  /** Updates of one call, in the order of arrival. */
  public List<Update> of(String callId) {
    return received.stream().filter(update -> update.callId().equals(callId)).toList();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      try {
        received.add(
            new Update(StateJson.mapper().readTree(partial.toString()), System.nanoTime()));
      } catch (IOException e) {
        throw new StepFailure("the live status is not JSON: " + partial, e);
      }
      partial.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public void close() {
    socket.abort();
  }
}
