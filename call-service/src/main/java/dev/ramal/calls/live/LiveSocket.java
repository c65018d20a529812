package dev.ramal.calls.live;

import dev.ramal.kit.access.Roles;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.quarkus.websockets.next.WebSocketSecurity;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Live status of calls. The token comes in the Authorization header or, from a browser, in the
 * {@code quarkus-http-upgrade} subprotocol; the organization in {@code X-Org-Id} or {@code ?org=}.
 * A client says one thing only: a new token, before the one it came with ends.
 */
@WebSocket(path = LiveSocket.PATH)
@RolesAllowed({Roles.SALES, Roles.MANAGER, Roles.ADMIN, Roles.VIEWER})
class LiveSocket {
  static final String PATH = "/api/calls/live";

  private static final Logger LOG = Logger.getLogger(LiveSocket.class);
  private static final TypedKey<LiveSubscriber> SUBSCRIBER = new TypedKey<>("subscriber");
  private static final int LONGEST = 16_384;

  private final LiveBroadcaster broadcaster;
  private final SecurityIdentity identity;
  private final WebSocketSecurity security;
  private final LiveConfig config;
  private final Clock clock;

  LiveSocket(
      LiveBroadcaster broadcaster,
      SecurityIdentity identity,
      WebSocketSecurity security,
      LiveConfig config,
      Clock clock) {
    this.broadcaster = broadcaster;
    this.identity = identity;
    this.security = security;
    this.config = config;
    this.clock = clock;
  }

  /** Does not wait until what was missed has been taken: pongs and the end come in between. */
  @OnOpen
  @NonBlocking
  void open(WebSocketConnection connection) {
    LiveSubscriber subscriber =
        new LiveSubscriber(connection, LiveAccess.of(identity).orElseThrow(), config.mostWaiting());
    connection.userData().put(SUBSCRIBER, subscriber);
    broadcaster.join(subscriber, LiveQuery.of(connection.handshakeRequest().query()).lastEventId());
  }

  @OnTextMessage
  Uni<Void> said(WebSocketConnection connection, String text) {
    LiveSubscriber subscriber = connection.userData().get(SUBSCRIBER);
    Optional<String> token = text.length() > LONGEST ? Optional.empty() : LiveMessages.token(text);
    if (token.isPresent()) {
      return authenticate(subscriber, token.get());
    }
    broadcaster.end(
        subscriber, text.length() > LONGEST ? LiveEnd.TOO_LARGE : LiveEnd.NOT_UNDERSTOOD);
    return Uni.createFrom().voidItem();
  }

  @OnBinaryMessage
  @NonBlocking
  void sent(WebSocketConnection connection, Buffer ignored) {
    broadcaster.end(connection.userData().get(SUBSCRIBER), LiveEnd.NOT_UNDERSTOOD);
  }

  @OnPongMessage
  @NonBlocking
  void pong(WebSocketConnection connection, Buffer ignored) {
    connection.userData().get(SUBSCRIBER).heard(clock.instant());
  }

  /** The framework checks the token as at a handshake; what it opens must stay the same. */
  private Uni<Void> authenticate(LiveSubscriber subscriber, String token) {
    return Uni.createFrom()
        .completionStage(() -> security.updateSecurityIdentity(token))
        .invoke(
            renewed -> {
              if (!LiveAccess.of(renewed).map(subscriber::renew).orElse(false)) {
                broadcaster.end(subscriber, LiveEnd.OTHER_RIGHTS);
              }
            })
        .onFailure()
        .invoke(
            failure -> {
              LOG.infof("a new token was not taken for live calls: %s", failure);
              broadcaster.end(subscriber, LiveEnd.TOKEN_REFUSED);
            })
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  /** What a client sends must not fill the log; a failure of ours ends in a resume. */
  @OnError
  @NonBlocking
  void failed(WebSocketConnection connection, Throwable failure) {
    if (failure instanceof CorruptedWebSocketFrameException) {
      LOG.infof("a frame for live calls was not taken: %s", failure.getMessage());
      return;
    }
    LOG.debugf("live calls of one reader failed: %s", failure);
    LiveSubscriber subscriber = connection.userData().get(SUBSCRIBER);
    if (subscriber != null) {
      broadcaster.end(subscriber, isTooLarge(failure) ? LiveEnd.TOO_LARGE : LiveEnd.FAILED);
    }
  }

  /** A message of many frames; the library tells of it by its words alone. */
  private static boolean isTooLarge(Throwable failure) {
    return failure instanceof IllegalStateException
        && String.valueOf(failure.getMessage()).contains("max message size");
  }

  @OnClose
  @NonBlocking
  void close(WebSocketConnection connection) {
    broadcaster.leave(connection.userData().get(SUBSCRIBER));
  }
}
