package dev.ramal.calls.live;

import static org.awaitility.Awaitility.await;

import dev.ramal.testkit.Tokens;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** A client of the live feed: what it has heard, and how the connection ended. */
final class LiveClient implements WebSocket.Listener, AutoCloseable {
  private final List<String> texts = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Integer> end = new CompletableFuture<>();
  private final StringBuilder part = new StringBuilder();
  private WebSocket socket;

  private LiveClient() {}

  /** Upgraded; nothing may have come yet. */
  static LiveClient connect(URI live, String user, String query) {
    LiveClient client = new LiveClient();
    client.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .header("Authorization", "Bearer " + Tokens.of(user))
            .buildAsync(URI.create(live.toString().replaceFirst("^http", "ws") + query), client)
            .join();
    return client;
  }

  /** Has been greeted. */
  static LiveClient listen(URI live, String user, String query) {
    LiveClient client = connect(live, user, query);
    await().until(() -> !client.texts.isEmpty());
    return client;
  }

  LiveClient say(String text) {
    socket.sendText(text, true).join();
    return this;
  }

  LiveClient send(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
    return this;
  }

  /** Everything, the greeting first. */
  List<String> texts() {
    return texts;
  }

  /** The code with which the service closed it. */
  CompletableFuture<Integer> end() {
    return end;
  }

  /** What it heard of one call. */
  List<JsonPath> of(String callId) {
    return texts.stream()
        .filter(text -> text.contains(callId))
        .map(JsonPath::from)
        .filter(json -> callId.equals(json.get("callId")))
        .toList();
  }

  List<String> types(String callId) {
    return of(callId).stream().map(json -> json.<String>get("type")).toList();
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      texts.add(part.toString());
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    end.complete(code);
    return null;
  }

  @Override
  public void close() {
    socket.abort();
  }
}
