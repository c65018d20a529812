package dev.ramal.calls.live;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Tells a client whose frame is too large, or is none, why the connection ends. Vert.x closes such
 * a connection without a word; and closing one on which the rest of the frame is still coming
 * resets it, before the client has read why. So the close frame is written here, and what still
 * comes is read and dropped for a moment.
 */
final class OversizedFrames extends ChannelDuplexHandler {
  private static final String NAME = "live-oversized-frames";
  private static final int CLOSE = 0x88;
  private static final int LONGEST_REASON = 123;
  private static final long LINGER_SECONDS = 5;

  private boolean told;
  private boolean closing;

  private OversizedFrames() {}

  /**
   * Before the upgrade, because the first frame may come right behind it: what decodes frames takes
   * the place of what decodes requests.
   */
  static void install(ChannelPipeline pipeline) {
    ChannelHandlerContext decoder = pipeline.context(HttpRequestDecoder.class);
    if (decoder != null && pipeline.get(NAME) == null) {
      pipeline.addAfter(decoder.name(), NAME, new OversizedFrames());
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (!told && cause instanceof CorruptedWebSocketFrameException corrupted) {
      told = true;
      context.pipeline().addFirst(new Dropping());
      context.writeAndFlush(closeFrame(context, corrupted));
    }
    context.fireExceptionCaught(cause);
  }

  /** As bytes: what encodes frames stands behind this. */
  private static ByteBuf closeFrame(
      ChannelHandlerContext context, CorruptedWebSocketFrameException corrupted) {
    WebSocketCloseStatus status = corrupted.closeStatus();
    String reason =
        status.equals(WebSocketCloseStatus.MESSAGE_TOO_BIG)
            ? LiveEnd.TOO_LARGE.closeReason().getMessage()
            : status.reasonText();
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(text.length, LONGEST_REASON);
    ByteBuf frame = context.alloc().buffer(length + 4);
    frame.writeByte(CLOSE).writeByte(length + 2).writeShort(status.code());
    return frame.writeBytes(text, 0, length);
  }

  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    if (!told || !(context.channel() instanceof DuplexChannel channel)) {
      context.close(promise);
      return;
    }
    channel.closeFuture().addListener(closed -> promise.trySuccess());
    if (!closing) {
      closing = true;
      channel.config().setAutoRead(true);
      channel.shutdownOutput();
      channel.eventLoop().schedule(() -> context.close(), LINGER_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Before everything that would read. */
  private static final class Dropping extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ReferenceCountUtil.release(message);
    }
  }
}
