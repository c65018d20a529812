package dev.ramal.kit.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerRequest;
import java.lang.reflect.Proxy;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestAddressTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      textBlock =
          """
          /a, /a?cursor=N
          /a?b=%20c&cursor=O&d=e, /a?b=%20c&d=e&cursor=N
          /a?%63ursor=O, /a?cursor=N
          /a?&cursor=O&, /a?cursor=N
          /a?cursors=1, /a?cursors=1&cursor=N
          """)
  void shouldLeadToTheNextPageByAUri(String asked, String next) {
    // When
    String address = RequestAddress.with(request(asked.split("\\?", 2)), "cursor", "N");

    // Then
    assertThat(address).isEqualTo(next);
    assertThat(URI.create(address)).hasToString(next);
  }

  private static HttpServerRequest request(String[] parts) {
    return (HttpServerRequest)
        Proxy.newProxyInstance(
            RequestAddressTest.class.getClassLoader(),
            new Class<?>[] {HttpServerRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "path" -> parts[0];
                  case "query" -> parts.length > 1 ? parts[1] : null;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
