package dev.ramal.gateway.receiving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LargeBodiesTest {
  private static final int MEGABYTE = 1024 * 1024;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName(
      "GW-58 several megabytes are answered with a problem document, then the connection is closed")
  void shouldAnswerSeveralMegabytesAndClose(boolean announced) throws IOException {
    // Given
    byte[] megabyte = new byte[MEGABYTE];
    Arrays.fill(megabyte, (byte) 'x');
    try (PlainGateway gateway = PlainGateway.taking(4096);
        Socket socket = connect(gateway)) {
      OutputStream out = socket.getOutputStream();
      out.write(head(announced ? "Content-Length: " + 5 * MEGABYTE : "Transfer-Encoding: chunked"));

      // When
      for (int i = 0; i < 5; i++) {
        out.write(announced ? new byte[0] : ascii("100000\r\n"));
        out.write(megabyte);
        out.write(announced ? new byte[0] : ascii("\r\n"));
      }
      out.write(announced ? new byte[0] : ascii("0\r\n\r\n"));

      // Then
      assertRefused(untilClosed(socket));
    }
  }

  @Test
  @DisplayName("GW-58 a body without end is answered with a problem document, then closed")
  void shouldNotListenToABodyWithoutEnd() throws IOException {
    // Given
    byte[] chunk = ascii("10000\r\n" + "x".repeat(0x10000) + "\r\n");
    try (PlainGateway gateway = PlainGateway.taking(4096);
        Socket socket = connect(gateway)) {
      OutputStream out = socket.getOutputStream();
      out.write(head("Transfer-Encoding: chunked"));
      out.write(chunk);
      String answer = line(socket);

      // When
      boolean closed = writeUntilClosed(out, chunk);

      // Then
      assertThat(answer).startsWith("HTTP/1.1 413");
      assertThat(closed).isTrue();
    }
  }

  @Test
  @DisplayName("GW-58 nor is one without end behind another refusal listened to")
  void shouldNotListenToAnythingWithoutEnd() throws IOException {
    // Given
    byte[] chunk = ascii("10000\r\n" + "x".repeat(0x10000) + "\r\n");
    try (PlainGateway gateway = PlainGateway.taking(4096);
        Socket socket = connect(gateway)) {
      OutputStream out = socket.getOutputStream();
      out.write(ascii("POST /webhooks/nobody HTTP/1.1\r\nHost: x\r\n"));
      out.write(ascii("Transfer-Encoding: chunked\r\n\r\n"));
      String answer = line(socket);

      // When
      boolean closed = writeUntilClosed(out, chunk);

      // Then
      assertThat(answer).startsWith("HTTP/1.1 404");
      assertThat(closed).isTrue();
    }
  }

  @Test
  @DisplayName("GW-59 a body in very small pieces costs no more than in one")
  void shouldTakeManySmallPieces() throws IOException {
    // Given
    int pieces = 256 * 1024 - 1;
    byte[] body = ascii("1\r\nx\r\n".repeat(pieces) + "0\r\n\r\n");
    try (PlainGateway gateway = PlainGateway.taking(256 * 1024);
        Socket socket = connect(gateway)) {
      Instant begun = Instant.now();

      // When
      socket.getOutputStream().write(head("Transfer-Encoding: chunked"));
      socket.getOutputStream().write(body);

      // Then
      assertThat(line(socket)).startsWith("HTTP/1.1 403");
      assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }
  }

  private static void assertRefused(String answer) {
    assertThat(answer)
        .startsWith("HTTP/1.1 413")
        .containsIgnoringCase("content-type: application/problem+json")
        .contains("GATEWAY-0004", "at most 4096 bytes");
  }

  private static Socket connect(PlainGateway gateway) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port());
    socket.setSoTimeout(20_000);
    return socket;
  }

  private static byte[] head(String length) {
    return ascii(
        "POST /webhooks/twilio/aurora/call-status HTTP/1.1\r\n"
            + "Host: x\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n"
            + length
            + "\r\n\r\n");
  }

  /** Everything the gateway says before it closes. */
  private static String untilClosed(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
  }

  private static String line(Socket socket) throws IOException {
    BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b >= 0 && b != '\r'; b = in.read()) {
      line.write(b);
    }
    return line.toString(StandardCharsets.US_ASCII);
  }

  private static boolean writeUntilClosed(OutputStream out, byte[] chunk) {
    for (int written = 0; written < 64 * MEGABYTE; written += chunk.length) {
      try {
        out.write(chunk);
      } catch (IOException closed) {
        return true;
      }
    }
    return false;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
