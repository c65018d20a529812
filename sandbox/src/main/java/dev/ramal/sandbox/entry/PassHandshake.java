package dev.ramal.sandbox.entry;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.NetSocket;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * A WebSocket's way to one program behind the entry. A handshake that is refused there comes back
 * whole, with headers and body; Vert.x's reverse proxy would pass on the bare status.
 */
record PassHandshake(HttpClient client, IntSupplier port, Behind behind) {
  private static final int SWITCHING_PROTOCOLS = 101;

  /** Of the connection to the program, not of what it says. */
  private static final Set<String> HOP_BY_HOP =
      Set.of("connection", "keep-alive", "transfer-encoding");

  static boolean isOne(HttpServerRequest request) {
    return request.version() == HttpVersion.HTTP_1_1
        && request.method().equals(HttpMethod.GET)
        && says(request, HttpHeaders.CONNECTION, "upgrade")
        && says(request, HttpHeaders.UPGRADE, "websocket");
  }

  private static boolean says(HttpServerRequest request, CharSequence header, String word) {
    return request.headers().getAll(header).stream()
        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(word));
  }

  void pass(HttpServerRequest request) {
    request.pause();
    client
        .request(HttpMethod.GET, port.getAsInt(), "localhost", behind.below(request.uri()))
        .compose(asked -> ask(request, asked))
        .onFailure(failure -> behind.away().answer(request))
        .onSuccess(answer -> handBack(request, answer));
  }

  private static Future<HttpClientResponse> ask(
      HttpServerRequest request, HttpClientRequest asked) {
    request.headers().entries().stream()
        .filter(header -> !header.getKey().equalsIgnoreCase("Host"))
        .forEach(header -> asked.headers().add(header.getKey(), header.getValue()));
    asked.headers().set(HttpHeaders.CONNECTION, HttpHeaders.UPGRADE);
    Future<HttpClientResponse> answer = asked.connect();
    request.handler(asked::write);
    request.endHandler(ended -> asked.end());
    request.resume();
    return answer;
  }

  private static void handBack(HttpServerRequest request, HttpClientResponse answer) {
    HttpServerResponse response = request.response().setStatusCode(answer.statusCode());
    if (answer.statusCode() == SWITCHING_PROTOCOLS) {
      response.headers().addAll(answer.headers());
      NetSocket back = answer.netSocket();
      request.toNetSocket().onSuccess(front -> join(front, back)).onFailure(gone -> back.close());
      return;
    }
    answer.headers().entries().stream()
        .filter(header -> !HOP_BY_HOP.contains(header.getKey().toLowerCase(Locale.ROOT)))
        .forEach(header -> response.headers().add(header.getKey(), header.getValue()));
    answer.body().onSuccess(response::end).onFailure(torn -> request.connection().close());
  }

  private static void join(NetSocket front, NetSocket back) {
    front.handler(back::write);
    back.handler(front::write);
    front.closeHandler(closed -> back.close());
    back.closeHandler(closed -> front.close());
  }
}
