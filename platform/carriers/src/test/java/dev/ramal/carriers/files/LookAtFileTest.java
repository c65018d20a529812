package dev.ramal.carriers.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.carriers.files.LookAtFile.File;
import dev.ramal.carriers.files.LookAtFile.Forbidden;
import dev.ramal.carriers.files.LookAtFile.Nothing;
import dev.ramal.carriers.files.LookAtFile.Seen;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LookAtFileTest {
  private static final long MOST = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final AtomicInteger ASKED = new AtomicInteger();

  private static Vertx vertx;
  private static HttpServer server;
  private static LookAtFile look;

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx();
    server =
        vertx
            .getDelegate()
            .createHttpServer()
            .requestHandler(LookAtFileTest::answer)
            .listen(0, "localhost")
            .toCompletionStage()
            .toCompletableFuture()
            .get();
    look = new LookAtFile(vertx);
  }

  @AfterAll
  static void stop() {
    look.close();
    vertx.closeAndAwait();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/told, image/png, 7",
    "/huge, application/pdf, 99999999999",
    "/counted, image/jpeg, 600",
    "/endless, video/mp4, 1200",
    "/moved, image/png, 7"
  })
  void shouldSayTypeAndSize(String path, String type, long bytes) {
    // When
    Seen seen = at("http://localhost:" + server.actualPort() + path);

    // Then
    assertThat(seen).isEqualTo(new File(type, bytes));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/gone, it answered 404",
    "/locked, it answered 401",
    "/circle, it redirects too often",
    "/never, it took too long"
  })
  void shouldSayWhyThereIsNothing(String path, String why) {
    // When
    Seen seen = at("http://localhost:" + server.actualPort() + path);

    // Then
    assertThat(seen).isEqualTo(new Nothing(why));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "https://127.0.0.1/told",
        "https://2130706433/told",
        "https://0x7f.1/told",
        "https://[::1]/told",
        "https://[::ffff:10.0.0.1]/told",
        "https://10.0.0.1/told",
        "https://169.254.169.254/latest/meta-data",
        "https://localhost/told",
        "https://nobody.invalid/told",
        "https://example.com:8443/told",
        "https://me:secret@example.com/told",
        "http://example.com/told",
        "file:///etc/passwd",
        "ftp://example.com/told",
        "nonsense"
      })
  void shouldAskNothingThatIsNotPublic(String url) {
    // When
    Seen seen = at(url);

    // Then
    assertThat(seen).isEqualTo(new Forbidden());
    assertThat(ASKED).hasValue(0);
  }

  @Test
  void shouldFollowNoRedirectIntoOurNetwork() {
    // When
    Seen seen = at("http://localhost:" + server.actualPort() + "/inside");

    // Then
    assertThat(seen).isEqualTo(new Forbidden());
  }

  private static Seen at(String url) {
    ASKED.set(0);
    String origin = "localhost:" + server.actualPort();
    return look.at(URI.create(url), each -> origin.equals(each.getAuthority()), MOST, PATIENCE)
        .await()
        .atMost(PATIENCE.multipliedBy(2));
  }

  private static void answer(HttpServerRequest request) {
    ASKED.incrementAndGet();
    switch (request.path()) {
      case "/told" ->
          request
              .response()
              .putHeader("Content-Type", "image/png; x=y")
              .end(Buffer.buffer("1234567"));
      case "/huge" -> {
        request
            .response()
            .putHeader("Content-Type", "application/pdf")
            .putHeader("Content-Length", "99999999999");
        request.response().write(Buffer.buffer("1"));
      }
      case "/counted" -> chunks(request, "image/jpeg", 1).end();
      case "/endless" -> chunks(request, "video/mp4", 2);
      case "/moved" -> redirect(request, "/told");
      case "/circle" -> redirect(request, "/circle");
      case "/inside" -> redirect(request, "https://10.0.0.1/admin");
      case "/locked" -> request.response().setStatusCode(401).end();
      case "/never" -> {}
      default -> request.response().setStatusCode(404).end();
    }
  }

  private static io.vertx.core.http.HttpServerResponse chunks(
      HttpServerRequest request, String type, int count) {
    request.response().setChunked(true).putHeader("Content-Type", type);
    for (int i = 0; i < count; i++) {
      request.response().write(Buffer.buffer(new byte[600]));
    }
    return request.response();
  }

  private static void redirect(HttpServerRequest request, String target) {
    request.response().setStatusCode(302).putHeader("Location", target).end();
  }
}
