package dev.ramal.calls.live;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.concurrent.TimeUnit;

/**
 * Brings the close frame, 1009, to a client whose frame is too large. The decoder writes it behind
 * the encoder, so that it would be lost; and closing a connection on which the rest of the frame is
 * still coming resets it, before the client has read why. So the frame is encoded here, and what
 * still comes is read and dropped for a moment.
 */
final class OversizedFrames extends ChannelDuplexHandler {
  private static final String NAME = "live-oversized-frames";
  private static final String DECODER = "wsdecoder";
  private static final int CLOSE = 0x88;
  private static final int LONGEST_REASON = 123;
  private static final long LINGER_SECONDS = 2;

  private boolean told;
  private boolean closing;

  private OversizedFrames() {}

  static void install(ChannelPipeline pipeline) {
    if (pipeline.get(DECODER) != null) {
      pipeline.addBefore(DECODER, NAME, new OversizedFrames());
    }
  }

  /** Whoever closes now means at once. */
  static void remove(ChannelPipeline pipeline) {
    if (pipeline.get(NAME) != null) {
      pipeline.remove(NAME);
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof CloseWebSocketFrame close) {
      told = true;
      context.write(encoded(context, close), promise);
    } else {
      context.write(message, promise);
    }
  }

  private static ByteBuf encoded(ChannelHandlerContext context, CloseWebSocketFrame close) {
    ByteBuf content = close.content();
    int length = Math.min(content.readableBytes(), LONGEST_REASON + 2);
    ByteBuf frame = context.alloc().buffer(length + 2);
    frame.writeByte(CLOSE).writeByte(length).writeBytes(content, content.readerIndex(), length);
    close.release();
    return frame;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (told) {
      ReferenceCountUtil.release(message);
    } else {
      context.fireChannelRead(message);
    }
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
}
