package dev.ramal.calls.live;

import dev.ramal.kit.identity.Membership;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Live status of calls. The token comes in the Authorization header or, from a browser, in the
 * {@code quarkus-http-upgrade} subprotocol; the organization in {@code X-Org-Id} or {@code ?org=}.
 */
@WebSocket(path = "/api/calls/live")
@RolesAllowed({"sales", "manager", "admin", "viewer"})
class LiveSocket {
  private final LiveBroadcaster broadcaster;
  private final SecurityIdentity identity;

  LiveSocket(LiveBroadcaster broadcaster, SecurityIdentity identity) {
    this.broadcaster = broadcaster;
    this.identity = identity;
  }

  @OnOpen
  Uni<Void> open(WebSocketConnection connection) {
    Membership membership = Membership.of(identity).orElseThrow();
    boolean wide =
        identity.hasRole("manager") || identity.hasRole("admin") || identity.hasRole("viewer");
    String subject = ((JsonWebToken) identity.getPrincipal()).getSubject();
    LiveSubscriber subscriber =
        new LiveSubscriber(connection, membership.tenant(), wide ? null : subject);
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
