package dev.ramal.calls.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.carrier.RecordingPort.Place;
import dev.ramal.calls.recordings.FetchMedia.MediaNotFetched;
import io.smallrye.config.SmallRyeConfigBuilder;
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

@DisplayName("CALL-59 who sends too slowly or too much is cut off; failures tell no address")
class FetchMediaTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int MOST = 100_000;

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger cutOff = new AtomicInteger();
  private FetchMedia fetch;
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
                    case "/silent" -> {}
                    default -> answer.setStatusCode(302).putHeader("Location", "/whole").end();
                  }
                })
            .listen(0)
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .actualPort();
    fetch = new FetchMedia(vertx, config());
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
    fetch.into(file, place("/whole")).await().atMost(LIMIT);

    // Then
    assertThat(file).hasSize(MOST);
  }

  @Test
  void shouldCutOffWhoeverSendsWithoutEverEnding() throws IOException {
    // Given
    Path file = file();

    // When / Then
    assertThatThrownBy(() -> fetch.into(file, place("/slow")).await().atMost(LIMIT))
        .isInstanceOf(MediaNotFetched.class)
        .hasMessageContaining("too long");
    await().atMost(LIMIT).until(() -> cutOff.get() == 1);
  }

  @Test
  void shouldCutOffWhoeverSendsTooMuchAndWriteNoMoreThanAllowed() throws IOException {
    // Given
    Path file = file();

    // When / Then
    assertThatThrownBy(() -> fetch.into(file, place("/large")).await().atMost(LIMIT))
        .isInstanceOf(MediaNotFetched.class)
        .hasMessageContaining("more than " + MOST);
    assertThat(Files.size(file)).isLessThanOrEqualTo(MOST);
    await().atMost(LIMIT).until(() -> cutOff.get() == 1);
  }

  @Test
  void shouldNotFollowARedirect() throws IOException {
    // Given
    Path file = file();

    // When / Then
    assertThatThrownBy(() -> fetch.into(file, place("/elsewhere")).await().atMost(LIMIT))
        .hasMessageContaining("302");
  }

  @Test
  void shouldTellTheHostAndNothingElseOfAnAddress() throws IOException {
    // Given
    Path file = file();
    int closed = port;
    vertx.closeAndAwait();
    Vertx another = Vertx.vertx();
    FetchMedia alone = new FetchMedia(another, config());

    // When / Then
    try {
      assertThatThrownBy(
              () ->
                  alone
                      .into(file, place("http://localhost:" + closed, "/secret"))
                      .await()
                      .atMost(LIMIT))
          .isInstanceOf(MediaNotFetched.class)
          .hasMessageContaining("localhost")
          .hasMessageNotContaining("secret")
          .hasMessageNotContaining("Signature");
    } finally {
      alone.close();
      another.closeAndAwait();
    }
  }

  private static RecordingConfig config() {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(RecordingConfig.class)
        .withDefaultValue("ramal.recording.lease", "PT5M")
        .withDefaultValue("ramal.recording.first-pause", "PT5S")
        .withDefaultValue("ramal.recording.media-url-life", "PT9M")
        .withDefaultValue("ramal.recording.link-life", "PT5M")
        .withDefaultValue("ramal.recording.fetch-timeout", "PT2S")
        .withDefaultValue("ramal.recording.max-bytes", Integer.toString(MOST))
        .build()
        .getConfigMapping(RecordingConfig.class);
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

  private Place.At place(String path) {
    return place("http://localhost:" + port, path);
  }

  private static Place.At place(String origin, String path) {
    URI url = URI.create(origin + path + "?X-Amz-Signature=abc");
    return new Place.At(url, null, "audio/mpeg", null, null);
  }

  private Path file() throws IOException {
    return Files.createTempFile(folder, "arriving", ".part");
  }
}
