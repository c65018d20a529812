package dev.ramal.testkit.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectTest {
  @ParameterizedTest
  @CsvSource({"404, {}, answered 404", "200, {\"paths\":{}}, nothing that could be asked"})
  void shouldNotPassWhereThereIsNothingToAsk(int status, String document, String why)
      throws IOException {
    // Given
    HttpServer service =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    service.createContext(
        "/q/openapi",
        exchange -> {
          exchange.sendResponseHeaders(status, 0);
          exchange.getResponseBody().write(document.getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    service.start();
    URI root = URI.create("http://localhost:" + service.getAddress().getPort() + "/");

    // When, Then
    try {
      assertThatThrownBy(() -> new Dialect(root)).hasMessageContaining(why);
    } finally {
      service.stop(0);
    }
  }
}
