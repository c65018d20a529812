package dev.ramal.calls.live;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Remembers what lies beneath a WebSocket. Every orderly way to close one waits until what was
 * written before has been taken, which a reader that does not read never does.
 */
@ApplicationScoped
class LiveTransport implements HttpUpgradeCheck {
  private static final TypedKey<Channel> CHANNEL = new TypedKey<>("channel");

  @Override
  public Uni<CheckResult> perform(HttpUpgradeContext context) {
    ConnectionBase connection = (ConnectionBase) context.httpRequest().connection();
    context.userData().put(CHANNEL, connection.channel());
    OversizedFrames.install(connection.channel().pipeline());
    return CheckResult.permitUpgrade();
  }

  /** At once and without a word; nothing where it is closed already. */
  static void cut(WebSocketConnection connection) {
    cut(channel(connection));
  }

  /**
   * Resets the connection, so that the system keeps nothing for its reader, either. The close
   * begins before all handlers: Vert.x's own would say goodbye first and wait for the answer (10
   * s).
   */
  static void cut(Channel channel) {
    channel
        .eventLoop()
        .execute(
            () -> {
              if (channel.isOpen()) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
                channel.pipeline().firstContext().close();
              }
            });
  }

  static Channel channel(WebSocketConnection connection) {
    return connection.userData().get(CHANNEL);
  }
}
