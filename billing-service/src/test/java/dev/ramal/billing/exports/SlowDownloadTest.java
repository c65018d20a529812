package dev.ramal.billing.exports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.StoredLines;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.Tokens;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class SlowDownloadTest {
  private static final String MONTH = "2032-03";

  @DisplayName("BILL-113 slow downloads hold up nobody and are limited for each organization")
  @Test
  void shouldServeOthersBesideSlowDownloads() throws Exception {
    // Given
    StoredLines.messages(Tenants.AURORA, MONTH, 60_000);
    String file =
        BillingApi.post("davi", "/api/billing/exports", Map.of("month", MONTH))
            .then()
            .statusCode(201)
            .extract()
            .path("file");
    List<Socket> readers = new ArrayList<>();

    // When
    for (int i = 0; i < 2; i++) {
      readers.add(slowReader(file));
    }

    // Then
    Awaitility.await()
        .untilAsserted(
            () ->
                BillingApi.as("davi").get(file).then().statusCode(429).header("Retry-After", "2"));
    assertThat(BillingApi.get("davi", "/api/billing/usage?month=" + MONTH).getList("items"))
        .isNotEmpty();
    assertThat(BillingApi.get("fabio", "/api/billing/summary").getString("month")).isNotNull();
    // A page's transaction is over at once; one that a reader holds, only when Postgres ends it.
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                BillingApi.DATABASE.count(
                        "pg_stat_activity where datname = current_database()"
                            + " and state = 'idle in transaction'"
                            + " and query like '%ledger_entries%'")
                    == 0);
    for (Socket reader : readers) {
      reader.close();
    }
    Awaitility.await().untilAsserted(() -> BillingApi.as("davi").get(file).then().statusCode(200));
  }

  /** Asks for the file and reads nothing of it. */
  private static Socket slowReader(String file) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(8 * 1024);
    socket.connect(new InetSocketAddress("localhost", RestAssured.port));
    String request =
        "GET "
            + file
            + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + Tokens.of("davi")
            + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    assertThat(socket.getInputStream().read()).isEqualTo('H');
    return socket;
  }
}
