package dev.ramal.crm.timeline;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/** What lies beneath a stream. */
record StreamConnection(Channel channel) {
  static StreamConnection of(HttpServerRequest request) {
    return new StreamConnection(((ConnectionBase) request.connection()).channel());
  }

  /**
   * At once and without a word: every orderly way to close it waits until what was written before
   * has been taken, which a reader that does not read never does.
   */
  void cut() {
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
}
