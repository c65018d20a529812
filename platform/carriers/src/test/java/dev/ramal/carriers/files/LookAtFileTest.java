package dev.ramal.carriers.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.carriers.files.LookAtFile.File;
import dev.ramal.carriers.files.LookAtFile.Forbidden;
import dev.ramal.carriers.files.LookAtFile.Nothing;
import dev.ramal.carriers.files.LookAtFile.Seen;
import dev.ramal.kit.idempotency.FairShare;
import dev.ramal.kit.problem.ProblemException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

  @Test
  void shouldLetNobodyWaitForNamesOfAnotherOrganization() throws Exception {
    // Given: nobody answers for two names of one organization, which is all that it may ask for
    CountDownLatch answered = new CountDownLatch(1);
    List<String> begun = new CopyOnWriteArrayList<>();
    LookAtFile slow =
        new LookAtFile(
            vertx,
            host -> {
              begun.add(host);
              if (host.startsWith("slow")) {
                awaitOn(answered);
              }
              return new InetAddress[] {InetAddress.getLoopbackAddress()};
            },
            new FairShare(2, 1, Duration.ofSeconds(20), System::nanoTime));
    Duration soon = Duration.ofMillis(300);

    // When
    CompletableFuture<Seen> first = look(slow, "large", "https://slow-1/a.png", soon);
    CompletableFuture<Seen> second = look(slow, "large", "https://slow-2/a.png", soon);
    CompletableFuture<Seen> waiting = look(slow, "large", "https://slow-3/a.png", soon);
    CompletableFuture<Seen> refused = look(slow, "large", "https://slow-4/a.png", soon);

    // Then
    assertThat(look(slow, "small", "https://other/a.png", soon).get()).isEqualTo(new Forbidden());
    assertThat(first.get()).isEqualTo(new Nothing("it took too long"));
    assertThat(second.get()).isEqualTo(first.get());
    assertThatThrownBy(refused::get).hasCauseInstanceOf(ProblemException.class);
    assertThat(begun).as("places are free when threads are").doesNotContain("slow-3");
    answered.countDown();
    assertThat(waiting.get()).isEqualTo(new Forbidden());
    slow.close();
  }

  private static void awaitOn(CountDownLatch latch) {
    try {
      latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CompletableFuture<Seen> look(
      LookAtFile at, String organization, String url, Duration time) {
    return at.at(organization, URI.create(url), each -> false, MOST, time)
        .subscribeAsCompletionStage();
  }

  private static Seen at(String url) {
    ASKED.set(0);
    String origin = "localhost:" + server.actualPort();
    return look.at(
            "aurora", URI.create(url), each -> origin.equals(each.getAuthority()), MOST, PATIENCE)
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
