package dev.ramal.kit.serviceauth;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Who gives tokens out. The client that asks for them warns of each connection that it does not
 * get; whether anybody is there yet is therefore found out here, without a word.
 */
@ApplicationScoped
class TokenServer {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private final NetClient client;
  private final Optional<URI> address;

  TokenServer(
      Vertx vertx,
      @ConfigProperty(name = "quarkus.oidc-client.auth-server-url") Optional<URI> address) {
    this.client =
        vertx.createNetClient(new NetClientOptions().setConnectTimeout((int) PATIENCE.toMillis()));
    this.address = address;
  }

  /** Fails while nobody listens there; an address that is not known may be anybody's. */
  Uni<Void> isThere() {
    return address.map(this::connect).orElseGet(() -> Uni.createFrom().voidItem());
  }

  private Uni<Void> connect(URI server) {
    int usual = "https".equals(server.getScheme()) ? HTTPS : HTTP;
    int port = server.getPort() < 0 ? usual : server.getPort();
    return Uni.createFrom()
        .completionStage(() -> client.connect(port, server.getHost()).toCompletionStage())
        .chain(socket -> close(socket));
  }

  private static Uni<Void> close(NetSocket socket) {
    return Uni.createFrom().completionStage(() -> socket.close().toCompletionStage());
  }
}
