package dev.ramal.calls.live;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A client of the live feed that does what no library would: it takes a small window, stops reading
 * or never answers a ping.
 */
final class RawSocketClient implements AutoCloseable {
  private static final String HANDSHAKE =
      """
      GET %s HTTP/1.1
      Host: localhost
      Connection: Upgrade
      Upgrade: websocket
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
      Authorization: Bearer %s

      """;

  private final Socket socket = new Socket();

  /** Upgraded; nothing is read beyond the answer to the handshake. */
  RawSocketClient(URI live, String token) {
    try {
      socket.setReceiveBufferSize(4096);
      socket.connect(new InetSocketAddress(live.getHost(), live.getPort()));
      String request = HANDSHAKE.formatted(live.getPath(), token).replace("\n", "\r\n");
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      StringBuilder answer = new StringBuilder();
      while (answer.indexOf("\r\n\r\n") < 0) {
        answer.append((char) socket.getInputStream().read());
      }
      if (!answer.toString().startsWith("HTTP/1.1 101")) {
        throw new AssertionError(answer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads to the end of the stream, and answers nothing. */
  void readToTheEnd() {
    try {
      InputStream in = socket.getInputStream();
      byte[] read = new byte[8192];
      while (in.read(read) >= 0) {
        Thread.onSpinWait();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the service ends the connection without a goodbye, whatever was sent before. */
  boolean isReset() {
    try {
      InputStream in = socket.getInputStream();
      byte[] read = new byte[8192];
      while (in.read(read) >= 0) {
        Thread.onSpinWait();
      }
      return false;
    } catch (SocketException e) {
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One text frame of so many letters, in whole or as far as the service takes it. */
  void sendFrame(int letters) {
    ByteBuffer frame = ByteBuffer.allocate(14 + letters);
    frame.put((byte) 0x81).put((byte) 0xff).putLong(letters).putInt(0);
    Arrays.fill(frame.array(), frame.position(), frame.capacity(), (byte) 'x');
    try {
      socket.getOutputStream().write(frame.array());
    } catch (IOException e) {
      // The service need not read to the end of what it does not take.
      return;
    }
  }

  /** Reads until the service closes; answers its code and reason. */
  String end() {
    try {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      while (true) {
        int opcode = in.readUnsignedByte() & 0x0f;
        int length = in.readUnsignedByte();
        byte[] payload = new byte[length == 126 ? in.readUnsignedShort() : length];
        in.readFully(payload);
        if (opcode == 8) {
          String reason = new String(payload, 2, length - 2, StandardCharsets.UTF_8);
          return ByteBuffer.wrap(payload).getShort() + " " + reason;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
