package dev.ramal.kit.http;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Speaks HTTP/1.1 where nothing is encrypted. Of a request that asks to go on in HTTP/2 ({@code
 * Upgrade: h2c}, which Java's client does by itself) the server takes the body as fast as it comes:
 * it came before there were windows, and no pause of its reader reaches the connection. All of it
 * would wait in memory for whoever reads more slowly than the network. RFC 9113, 3.1, has given
 * that upgrade up, and clients go on in HTTP/1.1, where the connection waits. Under TLS HTTP/2
 * stays: there each stream has a window from its first byte on.
 */
@ApplicationScoped
class PlainHttp implements HttpServerOptionsCustomizer {
  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    options.setHttp2ClearTextEnabled(false);
  }
}
