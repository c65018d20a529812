package dev.ramal.calls.live;

import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.access.Roles;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.List;

/**
 * Live status of calls. The token comes in the Authorization header or, from a browser, in the
 * {@code quarkus-http-upgrade} subprotocol; the organization in {@code X-Org-Id} or {@code ?org=}.
 */
@WebSocket(path = "/api/calls/live")
@RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
class LiveSocket {
  private static final TypedKey<LiveSubscriber> SUBSCRIBER = new TypedKey<>("subscriber");

  private final LiveBroadcaster broadcaster;
  private final SecurityIdentity identity;
  private final LiveConfig config;
  private final Clock clock;

  LiveSocket(
      LiveBroadcaster broadcaster, SecurityIdentity identity, LiveConfig config, Clock clock) {
    this.broadcaster = broadcaster;
    this.identity = identity;
    this.config = config;
    this.clock = clock;
  }

  /** Does not wait until what was missed has been taken: pongs and the end come in between. */
  @OnOpen
  @NonBlocking
  void open(WebSocketConnection connection) {
    LiveSubscriber subscriber =
        new LiveSubscriber(connection, AccessScope.of(identity), config.mostWaiting());
    connection.userData().put(SUBSCRIBER, subscriber);
    broadcaster.join(subscriber, lastEventId(connection.handshakeRequest().query()));
  }

  @OnPongMessage
  @NonBlocking
  void pong(WebSocketConnection connection, Buffer ignored) {
    connection.userData().get(SUBSCRIBER).heard(clock.instant());
  }

  @OnClose
  @NonBlocking
  void close(WebSocketConnection connection) {
    broadcaster.leave(connection.userData().get(SUBSCRIBER));
  }

  private static String lastEventId(String query) {
    if (query == null) {
      return null;
    }
    List<String> values = new QueryStringDecoder(query, false).parameters().get("lastEventId");
    return values == null ? null : values.get(0);
  }
}
