package dev.ramal.bench.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.events.EventJson;
import dev.ramal.servers.processes.ServerFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** Follows calls as a browser does, and notes when each piece of news came for the first time. */
final class BrowserFeed implements WebSocket.Listener, AutoCloseable {
  private final Map<String, Long> arrivals = new ConcurrentHashMap<>();
  private final StringBuilder partial = new StringBuilder();
  private WebSocket socket;

  static BrowserFeed open(String serviceUrl, String token) {
    BrowserFeed feed = new BrowserFeed();
    try {
      feed.socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .header("Authorization", "Bearer " + token)
              .buildAsync(
                  URI.create(serviceUrl.replaceFirst("^http", "ws") + "/api/calls/live"), feed)
              .join();
      return feed;
    } catch (CompletionException e) {
      throw new ServerFailure("live calls cannot be followed: " + e.getCause(), e);
    }
  }

  /**
   * @return null when it has not come
   */
  Long arrived(String callId, String type) {
    return arrivals.get(callId + type);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      long now = System.nanoTime();
      try {
        JsonNode news = EventJson.mapper().readTree(partial.toString());
        arrivals.putIfAbsent(news.path("callId").asText() + news.path("type").asText(), now);
      } catch (IOException e) {
        throw new ServerFailure("live news are no JSON: " + partial, e);
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
