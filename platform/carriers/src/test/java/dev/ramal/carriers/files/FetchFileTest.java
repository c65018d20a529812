package dev.ramal.carriers.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ramal.carriers.files.FetchFile.FileElsewhere;
import dev.ramal.carriers.files.FetchFile.FileNotFetched;
import dev.ramal.carriers.files.FetchFile.FileTooLarge;
import dev.ramal.carriers.files.FetchFile.Limits;
import dev.ramal.carriers.files.FetchFile.Source;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("who sends too slowly or too much is cut off; failures tell no address")
class FetchFileTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int MOST = 100_000;
  private static final Limits LIMITS = new Limits(MOST, Duration.ofSeconds(2));

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger cutOff = new AtomicInteger();
  private FetchFile fetch;
  private int port;

  @TempDir Path folder;

  @BeforeEach
  void serve() {
    port =
        vertx
            .getDelegate()
            .createHttpServer()
            .requestHandler(
                request -> {
                  HttpServerResponse answer = request.response();
                  answer.closeHandler(gone -> cutOff.incrementAndGet());
                  answer.exceptionHandler(gone -> {});
                  switch (request.path()) {
                    case "/whole" -> answer.end(Buffer.buffer(new byte[MOST]));
                    case "/slow" -> send(answer, 1);
                    case "/large" -> send(answer, 10_000);
                    case "/told" ->
                        answer
                            .putHeader("Content-Length", "" + (MOST + 1))
                            .write(Buffer.buffer("a"));
                    case "/silent" -> {}
                    case "/open" ->
                        answer
                            .putHeader("Content-Type", "image/png")
                            .end("authorization " + request.getHeader("Authorization"));
                    case "/other-host" ->
                        answer
                            .setStatusCode(307)
                            .putHeader("Location", "http://127.0.0.1:" + port + "/open")
                            .end();
                    default -> answer.setStatusCode(302).putHeader("Location", "/open").end();
                  }
                })
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
    fetch = new FetchFile(vertx);
  }

  @AfterEach
  void stop() {
    fetch.close();
    vertx.closeAndAwait();
  }

  @Test
  void shouldFetchAFileOfTheLargestSize() throws IOException {
    // Given
    Path file = file();

    // When
    fetch.into(file, place("/whole"), LIMITS).await().atMost(LIMIT);

    // Then
    assertThat(file).hasSize(MOST);
  }

  @Test
  void shouldCutOffWhoeverSendsWithoutEverEnding() throws IOException {
    // Given
    Path file = file();

    // When / Then
    assertThatThrownBy(() -> fetch.into(file, place("/slow"), LIMITS).await().atMost(LIMIT))
        .isInstanceOf(FileNotFetched.class)
        .hasMessageContaining("too long");
    await().atMost(LIMIT).until(() -> cutOff.get() == 1);
  }

  @Test
  void shouldCutOffWhoeverSendsTooMuchAndWriteNoMoreThanAllowed() throws IOException {
    // Given
    Path file = file();

    // When / Then
    assertThatThrownBy(() -> fetch.into(file, place("/large"), LIMITS).await().atMost(LIMIT))
        .isInstanceOf(FileTooLarge.class)
        .hasMessageContaining("more than " + MOST);
    assertThat(Files.size(file)).isLessThanOrEqualTo(MOST);
    await().atMost(LIMIT).until(() -> cutOff.get() == 1);
  }

  @Test
  void shouldReadNothingOfAFileThatIsToldToBeTooLarge() throws IOException {
    // Given
    Path file = file();

    // When / Then
    assertThatThrownBy(() -> fetch.into(file, place("/told"), LIMITS).await().atMost(LIMIT))
        .isInstanceOf(FileTooLarge.class)
        .hasMessageContaining("more than " + MOST);
    assertThat(file).isEmptyFile();
    await().atMost(LIMIT).until(() -> cutOff.get() == 1);
  }

  @Test
  void shouldFollowARedirectToWhereItMayAndShowItsCredentialsToNobodyElse() throws IOException {
    // Given
    Path file = file();
    Path other = file();

    // When
    String type = fetch.into(file, anywhere("/elsewhere"), LIMITS).await().atMost(LIMIT);
    fetch.into(other, anywhere("/other-host"), LIMITS).await().atMost(LIMIT);

    // Then
    assertThat(type).isEqualTo("image/png");
    assertThat(file).hasContent("authorization Basic c2VjcmV0");
    assertThat(other).hasContent("authorization null");
  }

  @Test
  void shouldFollowNoRedirectElse() throws IOException {
    // Given
    Path file = file();

    // When / Then
    assertThatThrownBy(() -> fetch.into(file, place("/elsewhere"), LIMITS).await().atMost(LIMIT))
        .hasMessageContaining("redirects")
        .isInstanceOf(FileElsewhere.class)
        .extracting(away -> ((FileElsewhere) away).host())
        .isNotNull();
  }

  @Test
  void shouldTellTheHostAndNothingElseOfAnAddress() throws IOException {
    // Given
    Path file = file();
    int closed = port;
    vertx.closeAndAwait();
    Vertx another = Vertx.vertx();
    FetchFile alone = new FetchFile(another);

    // When / Then
    try {
      assertThatThrownBy(
              () ->
                  alone
                      .into(file, place("http://localhost:" + closed, "/secret"), LIMITS)
                      .await()
                      .atMost(LIMIT))
          .isInstanceOf(FileNotFetched.class)
          .hasMessageContaining("localhost")
          .hasMessageNotContaining("secret")
          .hasMessageNotContaining("Signature");
    } finally {
      alone.close();
      another.closeAndAwait();
    }
  }

  private void send(HttpServerResponse answer, int bytes) {
    answer.setChunked(true);
    vertx
        .getDelegate()
        .setPeriodic(
            20,
            timer -> {
              if (answer.closed()) {
                vertx.getDelegate().cancelTimer(timer);
              } else {
                answer.write(Buffer.buffer(new byte[bytes]));
              }
            });
  }

  private Source place(String path) {
    return place("http://localhost:" + port, path);
  }

  private Source anywhere(String path) {
    Source place = place(path);
    return new Source(place.url(), place.authorization(), target -> true);
  }

  private static Source place(String origin, String path) {
    URI url = URI.create(origin + path + "?X-Amz-Signature=abc");
    return Source.at(url, "Basic c2VjcmV0");
  }

  private Path file() throws IOException {
    return Files.createTempFile(folder, "arriving", ".part");
  }
}
