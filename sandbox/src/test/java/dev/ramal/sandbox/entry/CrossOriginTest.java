package dev.ramal.sandbox.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.sandbox.processes.SandboxPorts;
import dev.ramal.sandbox.processes.Service;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a browser would see that loads a page from somewhere else; it sets Origin by itself. */
class CrossOriginTest {
  private static final String FRONTEND = "http://localhost:5173";
  private static final String STRANGER = "https://stranger.example";

  private final Vertx vertx = Vertx.vertx();
  private final SandboxPorts ports = SandboxPorts.free();
  private HttpEntry entry;

  @BeforeEach
  void start() {
    vertx
        .createHttpServer()
        .requestHandler(
            request ->
                request.response().putHeader("Vary", "Accept").setStatusCode(201).end("made"))
        .listen(ports.of(Service.CALL_SERVICE))
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    entry = new HttpEntry(Vertx.vertx(), ports, FrontendOrigins.of(Map.of()), () -> null);
    entry.listen();
  }

  @AfterEach
  void stop() {
    entry.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void shouldLetAPageOfAKnownOriginReadTheAnswer() throws Exception {
    // When
    HttpResponse<String> answer = send("POST", "/api/calls", FRONTEND);

    // Then
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(header(answer, "Access-Control-Allow-Origin")).isEqualTo(FRONTEND);
    assertThat(header(answer, "Access-Control-Expose-Headers").split(", "))
        .contains("Link", "Location", "Retry-After", "Idempotency-Replayed", "WWW-Authenticate")
        .contains("Content-Disposition", "ETag");
    assertThat(answer.headers().allValues("Vary"))
        .contains("Accept")
        .anyMatch("origin"::equalsIgnoreCase);
    assertThat(header(answer, "Access-Control-Allow-Credentials")).isNull();
  }

  @Test
  void shouldLetItReadRefusalsToo() throws Exception {
    // Then
    assertThat(header(send("GET", "/nothing", FRONTEND), "Access-Control-Allow-Origin"))
        .isEqualTo(FRONTEND);
    assertThat(header(send("GET", "/api/billing/x", FRONTEND), "Access-Control-Allow-Origin"))
        .as("while the service is away")
        .isEqualTo(FRONTEND);
  }

  @Test
  void shouldTellAStrangersPageNothing() throws Exception {
    // When
    HttpResponse<String> answer = send("GET", "/api/calls", STRANGER);

    // Then
    assertThat(answer.headers().map().keySet())
        .noneMatch(name -> name.startsWith("access-control"));
  }

  @Test
  void shouldAnswerBeforeAPageAsksWhatIsNotSimple() throws Exception {
    // When
    HttpResponse<String> allowed = preflight(FRONTEND);

    // Then
    assertThat(allowed.statusCode()).isEqualTo(204);
    assertThat(header(allowed, "Access-Control-Allow-Origin")).isEqualTo(FRONTEND);
    assertThat(header(allowed, "Access-Control-Allow-Methods")).contains("POST", "PATCH", "DELETE");
    assertThat(header(allowed, "Access-Control-Allow-Headers"))
        .contains("Authorization", "Content-Type", "Idempotency-Key", "X-Org-Id");
    assertThat(header(allowed, "Access-Control-Allow-Credentials")).isNull();
  }

  @Test
  void shouldTellWhoeverLooksWhyAPageIsNotLetIn() throws Exception {
    // When
    HttpResponse<String> refused = preflight(STRANGER);

    // Then
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains(STRANGER, "RAMAL_FRONTEND_ORIGINS");
    assertThat(header(refused, "Access-Control-Allow-Origin")).isNull();
  }

  private HttpResponse<String> preflight(String origin) throws IOException, InterruptedException {
    return send("OPTIONS", "/api/calls", origin, "Access-Control-Request-Method", "POST");
  }

  private HttpResponse<String> send(String method, String path, String origin, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + ports.entry() + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .header("Origin", origin);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse(null);
  }
}
