package dev.ramal.calls.live;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

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

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
