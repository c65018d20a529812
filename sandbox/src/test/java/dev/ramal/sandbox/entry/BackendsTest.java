package dev.ramal.sandbox.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.processes.SandboxPorts;
import dev.ramal.sandbox.processes.Service;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BackendsTest {
  private static final Service SERVICE = Service.CALL_SERVICE;

  private final Vertx vertx = Vertx.vertx();
  private final SandboxPorts ports = SandboxPorts.free();
  private HttpEntry entry;

  @BeforeEach
  void start() {
    listen(ports.of(SERVICE), 200);
    listen(ports.beside(SERVICE), 503);
    entry = new HttpEntry(Vertx.vertx(), ports, FrontendOrigins.of(Map.of()), () -> null);
    entry.listen();
  }

  private void listen(int port, int status) {
    vertx
        .createHttpServer()
        .requestHandler(request -> request.response().setStatusCode(status).end("" + port))
        .listen(port)
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  @AfterEach
  void stop() {
    entry.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  @DisplayName("SBX-63 two processes of a service take turns; what they answer is counted")
  void shouldSendInTurnsAndCountWhatFails() {
    // Given
    entry.backends().add(SERVICE, ports.beside(SERVICE));

    // When
    List<Integer> statuses = ask(6);

    // Then
    assertThat(statuses).containsExactly(200, 503, 200, 503, 200, 503);
    assertThat(entry.answered().all()).isEqualTo(6);
    assertThat(entry.answered().failed()).isEqualTo(3);
    assertThat(entry.answered().failures())
        .hasSize(3)
        .allMatch("call-service answered 503 to GET /api/calls"::equals);
    entry.answered().forget();
    assertThat(entry.answered().all()).isZero();
  }

  @Test
  void shouldSendNothingToWhoWasTakenOut() {
    // Given
    entry.backends().add(SERVICE, ports.beside(SERVICE));
    entry.backends().remove(SERVICE, ports.beside(SERVICE));

    // Then
    assertThat(ask(4)).containsOnly(200);
    assertThatThrownBy(() -> entry.backends().remove(SERVICE, ports.of(SERVICE)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("call-service");
  }

  @Test
  void shouldLetServicesAskByTheSameTurnsWhatIsNotPublic() {
    // Given
    entry.backends().add(SERVICE, ports.beside(SERVICE));
    entry.listenInside(SERVICE);
    Api inside = Api.at("http://localhost:" + ports.inside(SERVICE));

    // Then
    assertThat(List.of(inside.get("/internal/x").body(), inside.get("/internal/x").body()))
        .containsExactly("" + ports.of(SERVICE), "" + ports.beside(SERVICE));
    assertThat(Api.at("http://localhost:" + ports.entry()).get("/internal/x").status())
        .isEqualTo(404);
  }

  private List<Integer> ask(int times) {
    Api api = Api.at("http://localhost:" + ports.entry());
    return IntStream.range(0, times).mapToObj(i -> api.get("/api/calls").status()).toList();
  }
}
