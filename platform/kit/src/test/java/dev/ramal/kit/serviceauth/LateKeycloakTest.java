package dev.ramal.kit.serviceauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.kit.app.KitTest;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.runtime.OidcClientConfig;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real Keycloak, behind a door that is opened later than the service starts. */
@KitTest
class LateKeycloakTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject OidcClients clients;
  @Inject Vertx vertx;
  @Inject Clock clock;

  @ConfigProperty(name = "quarkus.oidc-client.auth-server-url")
  URI keycloak;

  @ConfigProperty(name = "quarkus.oidc-client.client-id")
  String service;

  @ConfigProperty(name = "quarkus.oidc-client.credentials.secret")
  String secret;

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private Handler handler;
  private NetServer door;

  @BeforeEach
  void listen() {
    handler = Lines.of("", lines);
  }

  @AfterEach
  void close() {
    Logger.getLogger("").removeHandler(handler);
    if (door != null) {
      door.close();
    }
  }

  @Test
  void shouldHaveATokenSoonAfterKeycloakHasComeAndNotWarnBefore() throws IOException {
    // Given
    int port = freePort();
    URI behindTheDoor = URI.create("http://localhost:" + port + keycloak.getPath());
    OidcClient client = clients.newClient(config(behindTheDoor)).await().atMost(PATIENCE);
    TokenServer server = new TokenServer(vertx, Optional.of(behindTheDoor));
    AtomicInteger looked = new AtomicInteger();
    ServiceToken token =
        new ServiceToken(
            () -> client,
            () -> {
              looked.incrementAndGet();
              return server.isThere();
            },
            (wait, renewal) -> vertx.setTimer(wait.toMillis(), over -> renewal.run()),
            clock);
    token.keep();
    await().until(() -> looked.get() > 1);
    boolean early = token.isKept();

    // When
    open(port);

    // Then
    await().atMost(PATIENCE).until(token::isKept);
    assertThat(early).isFalse();
    assertThat(token.bearer().await().atMost(PATIENCE)).startsWith("Bearer ey");
    assertThat(lines).noneMatch(line -> line.startsWith("WARN") || line.startsWith("ERROR"));
  }

  private OidcClientConfig config(URI server) {
    return OidcClientConfig.builder()
        .id("late")
        .authServerUrl(server.toString())
        .discoveryEnabled(false)
        .tokenPath("/protocol/openid-connect/token")
        .clientId(service)
        .credentials(secret)
        .build();
  }

  private void open(int port) {
    NetClient keycloaks = vertx.createNetClient();
    door =
        vertx
            .createNetServer()
            .connectHandler(
                guest -> {
                  guest.pause();
                  keycloaks
                      .connect(keycloak.getPort(), keycloak.getHost())
                      .onSuccess(host -> letIn(guest, host))
                      .onFailure(away -> guest.close());
                });
    door.listen(port, "localhost").toCompletionStage().toCompletableFuture().join();
  }

  private static void letIn(NetSocket guest, NetSocket host) {
    guest.pipeTo(host);
    host.pipeTo(guest);
    guest.resume();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
