package dev.ramal.calls.live;

import dev.ramal.kit.access.AccessScope;
import dev.ramal.kit.access.Roles;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;

/**
 * Live status of calls. The token comes in the Authorization header or, from a browser, in the
 * {@code quarkus-http-upgrade} subprotocol; the organization in {@code X-Org-Id} or {@code ?org=}.
 */
@WebSocket(path = "/api/calls/live")
@RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
class LiveSocket {
  private final LiveBroadcaster broadcaster;
  private final SecurityIdentity identity;

  LiveSocket(LiveBroadcaster broadcaster, SecurityIdentity identity) {
    this.broadcaster = broadcaster;
    this.identity = identity;
  }

  @OnOpen
  Uni<Void> open(WebSocketConnection connection) {
    AccessScope scope = AccessScope.of(identity);
    LiveSubscriber subscriber = new LiveSubscriber(connection, scope.tenant(), scope.ownerOrNull());
    return broadcaster.join(
        connection.id(), subscriber, lastEventId(connection.handshakeRequest().query()));
  }

  @OnClose
  void close(WebSocketConnection connection) {
    broadcaster.leave(connection.id());
  }

  private static String lastEventId(String query) {
    if (query == null) {
      return null;
    }
    List<String> values = new QueryStringDecoder(query, false).parameters().get("lastEventId");
    return values == null ? null : values.get(0);
  }
}
