package dev.ramal.sandbox.contract;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Reads along what a server says over a WebSocket; a handshake that it refuses is no message. */
final class MessageReader {
  private static final int LARGEST = 1 << 20;
  private static final String END_OF_HEADERS = "\r\n\r\n";

  private final EmbeddedChannel frames =
      new EmbeddedChannel(
          new WebSocket13FrameDecoder(false, true, LARGEST), new WebSocketFrameAggregator(LARGEST));
  private final Consumer<String> messages;
  private String handshake = "";

  MessageReader(Consumer<String> messages) {
    this.messages = messages;
  }

  /** What the server sent, cut anywhere. */
  void read(Buffer bytes) {
    if (handshake.contains(END_OF_HEADERS)) {
      decode(Unpooled.wrappedBuffer(bytes.getBytes()));
      return;
    }
    handshake += bytes.toString(StandardCharsets.ISO_8859_1);
    int end = handshake.indexOf(END_OF_HEADERS);
    if (end >= 0) {
      String rest = handshake.substring(end + END_OF_HEADERS.length());
      decode(Unpooled.copiedBuffer(rest, StandardCharsets.ISO_8859_1));
    }
  }

  private void decode(ByteBuf bytes) {
    if (!handshake.startsWith("HTTP/1.1 101")) {
      bytes.release();
      return;
    }
    frames.writeInbound(bytes);
    for (Object frame = frames.readInbound(); frame != null; frame = frames.readInbound()) {
      if (frame instanceof TextWebSocketFrame text) {
        messages.accept(text.text());
      }
      ReferenceCountUtil.release(frame);
    }
  }
}
