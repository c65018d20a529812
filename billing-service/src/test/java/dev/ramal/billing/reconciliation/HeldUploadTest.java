package dev.ramal.billing.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.DetailFiles;
import dev.ramal.billing.fixtures.HeldBodies;
import dev.ramal.testkit.Tokens;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BillingTest
class HeldUploadTest {
  private static final int MEGABYTE = 1024 * 1024;
  private static final int LENGTH = 64 * MEGABYTE;
  private static final String QUERY = "month=2036-05&carrier=twilio";
  private static final String NO_FILE = "What,is,this\n";

  @DisplayName(
      "BILL-457 what comes faster than it is written waits at its sender: of 64 MB less than 16 are"
          + " taken while 1 is written, whatever protocol is asked for")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Connection: close",
        "Connection: Upgrade, HTTP2-Settings\r\nConnection: close\r\n"
            + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__"
      })
  void shouldLeaveAtItsSenderWhatIsNotWrittenYet(String connection) throws IOException {
    // Given
    try (HeldBodies.Hold hold = HeldBodies.after(MEGABYTE);
        SocketChannel client = begin(hold, connection)) {
      // When
      long taken = writeUntilNothingIsTaken(client);

      // Then
      assertThat(taken).isGreaterThan(0).isLessThan(16 * MEGABYTE);
      hold.close();
      write(client, taken);
      assertThat(new String(Channels.newInputStream(client).readAllBytes(), StandardCharsets.UTF_8))
          .as("what is said of the whole file")
          .startsWith("HTTP/1.1 400")
          .contains("BILLING-0052", "row 1.reference");
    }
    assertThat(received()).isEmpty();
  }

  @DisplayName(
      "BILL-458 while a file comes its organization brings no other and others do; cut off, it"
          + " leaves nothing behind")
  @Test
  void shouldLeaveNothingOfAFileThatIsCutOff() throws IOException {
    // Given
    try (HeldBodies.Hold hold = HeldBodies.after(MEGABYTE);
        SocketChannel client = begin(hold, "Connection: close")) {
      writeUntilNothingIsTaken(client);
      Awaitility.await().until(() -> received().length == 1);
      assertThat(bring("davi")).isEqualTo("BILLING-0053");
      assertThat(bring("fabio")).isEqualTo("BILLING-0052");

      // When
      client.close();
    }

    // Then
    Awaitility.await().until(() -> received().length == 0);
    assertThat(bring("davi")).isEqualTo("BILLING-0052");
  }

  /** The code of the refusal of something that is no file. */
  private static String bring(String user) {
    return DetailFiles.reconcile(user, QUERY, NO_FILE).path("code");
  }

  /** Files that are being received, or were left behind. */
  private static String[] received() {
    String folder =
        ConfigProvider.getConfig().getValue("ramal.billing.reconciliation.folder", String.class);
    return Path.of(folder).toFile().list();
  }

  private static SocketChannel begin(HeldBodies.Hold hold, String connection) throws IOException {
    SocketChannel client = SocketChannel.open();
    client.setOption(StandardSocketOptions.SO_SNDBUF, 64 * 1024);
    client.connect(new InetSocketAddress("localhost", RestAssured.port));
    String head =
        """
        POST /api/billing/reconciliations?%s HTTP/1.1
        Host: localhost
        Authorization: Bearer %s
        Content-Type: text/csv
        Content-Length: %d
        %s: %s
        %s

        """
            .formatted(
                QUERY, Tokens.of("davi"), LENGTH, HeldBodies.HEADER, hold.name(), connection);
    client.write(ByteBuffer.wrap(ascii(head.replace("\r", "").replace("\n", "\r\n"))));
    return client;
  }

  /**
   * Writes the body from its beginning.
   *
   * @return bytes of it that were taken before nothing more was
   */
  private static long writeUntilNothingIsTaken(SocketChannel client) throws IOException {
    client.configureBlocking(false);
    try (Selector selector = Selector.open()) {
      client.register(selector, SelectionKey.OP_WRITE);
      long taken = 0;
      while (taken < LENGTH && selector.select(700) > 0) {
        selector.selectedKeys().clear();
        taken += client.write(piece(taken));
      }
      return taken;
    } finally {
      client.configureBlocking(true);
    }
  }

  private static void write(SocketChannel client, long from) throws IOException {
    for (long at = from; at < LENGTH; ) {
      at += client.write(piece(at));
    }
  }

  /** What follows in the body: a heading that nobody knows, and rows without an end. */
  private static ByteBuffer piece(long from) {
    if (from < NO_FILE.length()) {
      return ByteBuffer.wrap(ascii(NO_FILE.substring((int) from)));
    }
    ByteBuffer rows = ByteBuffer.allocate((int) Math.min(64 * 1024, LENGTH - from));
    while (rows.hasRemaining()) {
      rows.put((byte) (rows.remaining() % 8 == 1 ? '\n' : '1'));
    }
    return rows.flip();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
