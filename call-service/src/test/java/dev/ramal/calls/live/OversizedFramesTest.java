package dev.ramal.calls.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameEncoder;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-195 whoever sends too much is told so")
class OversizedFramesTest {
  private static final int MOST = 1000;

  private final EmbeddedChannel channel = new EmbeddedChannel();

  OversizedFramesTest() {
    channel.pipeline().addLast("wsdecoder", new WebSocket13FrameDecoder(true, false, MOST));
    channel.pipeline().addLast("wsencoder", new WebSocket13FrameEncoder(false));
    OversizedFrames.install(channel.pipeline());
  }

  @Test
  void shouldSendTheCloseFrameOfTheDecoder() {
    // When
    assertThatThrownBy(() -> channel.writeInbound(frame(MOST + 1)))
        .isInstanceOf(CorruptedWebSocketFrameException.class);

    // Then
    ByteBuf close = channel.readOutbound();
    assertThat(close.readUnsignedByte()).isEqualTo((short) 0x88);
    assertThat(close.readUnsignedByte()).isEqualTo((short) close.readableBytes());
    assertThat(close.readUnsignedShort()).isEqualTo(1009);
    close.release();
  }

  @Test
  void shouldLetEverythingElsePass() {
    // When
    channel.writeInbound(frame(MOST));
    channel.writeOutbound(new TextWebSocketFrame("told"));

    // Then
    TextWebSocketFrame said = channel.readInbound();
    assertThat(said.text()).hasSize(MOST);
    said.release();
    assertThat(channel.outboundMessages()).isNotEmpty();
    channel.finishAndReleaseAll();
  }

  private static ByteBuf frame(int letters) {
    ByteBuf frame = Unpooled.buffer();
    frame.writeByte(0x81).writeByte(0xfe).writeShort(letters).writeInt(0);
    return frame.writeBytes(new byte[letters]);
  }
}
