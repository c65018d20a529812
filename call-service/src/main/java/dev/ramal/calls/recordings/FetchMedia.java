package dev.ramal.calls.recordings;

import dev.ramal.calls.carrier.RecordingPort.Place;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.streams.Pipe;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.file.AsyncFile;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Streams a recording from a carrier into a file; never holds it in memory. Redirects are not
 * followed: they could lead anywhere.
 *
 * <p>Failure policy: whoever sends too slowly or too much is cut off, so that nobody's recordings
 * wait for his and nobody fills our disk. Failures name the host only: an address may be signed,
 * and whoever reads it in a log could fetch the recording.
 */
@ApplicationScoped
class FetchMedia {
  private static final Logger LOG = Logger.getLogger(FetchMedia.class);
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final Vertx vertx;
  private final HttpClient http;
  private final RecordingConfig config;

  FetchMedia(Vertx vertx, RecordingConfig config) {
    this.vertx = vertx;
    this.config = config;
    this.http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setConnectTimeout((int) CONNECT.toMillis())
                .setMaxPoolSize(config.concurrency()));
  }

  /**
   * @param target is overwritten
   * @return fails with {@link MediaNotFetched} when the carrier does not answer 200 with a file
   */
  Uni<Void> into(Path target, Place.At place) {
    return vertx
        .fileSystem()
        .open(target.toString(), new OpenOptions().setWrite(true).setTruncateExisting(true))
        .chain(file -> download(place, file).eventually(() -> closed(file)))
        .onFailure(failure -> !(failure instanceof MediaNotFetched))
        .transform(
            failure ->
                new MediaNotFetched(
                    failure.getClass().getSimpleName() + " at " + place.url().getHost()));
  }

  private Uni<Void> download(Place.At place, AsyncFile file) {
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setAbsoluteURI(place.url().toString())
            .setConnectTimeout(CONNECT.toMillis())
            .setFollowRedirects(false);
    if (place.authorization() != null) {
      options.putHeader("Authorization", place.authorization());
    }
    return http.request(options)
        .chain(
            request ->
                answer(request, file)
                    .ifNoItem()
                    .after(config.fetchTimeout())
                    .failWith(() -> new MediaNotFetched("took too long"))
                    .onFailure()
                    .invoke(failure -> request.reset()));
  }

  private Uni<Void> answer(HttpClientRequest request, AsyncFile file) {
    return request.send().chain(answer -> copy(answer, file));
  }

  private Uni<Void> copy(HttpClientResponse answer, AsyncFile file) {
    io.vertx.core.http.HttpClientResponse body = answer.getDelegate();
    if (body.statusCode() != 200) {
      hush(body);
      throw new MediaNotFetched("the carrier answered " + body.statusCode());
    }
    Pipe<Buffer> pipe = body.pipe().endOnFailure(false);
    AtomicBoolean cutOff = new AtomicBoolean();
    LimitedFile limited = new LimitedFile(file.getDelegate(), config.maxBytes());
    return Uni.createFrom()
        .completionStage(
            () ->
                pipe.to(limited)
                    .recover(
                        failure ->
                            cutOff.get() ? Future.succeededFuture() : Future.failedFuture(failure))
                    .toCompletionStage())
        .onTermination()
        .invoke(
            (done, failure, cancelled) -> {
              if (cancelled) {
                cutOff.set(true);
                pipe.close();
              }
              if (cancelled || failure != null) {
                hush(body);
              }
            });
  }

  /** Nobody wants to know how a body ends that is cut off. */
  private static void hush(io.vertx.core.http.HttpClientResponse body) {
    try {
      body.exceptionHandler(gone -> {});
    } catch (IllegalStateException e) {
      LOG.debugf("it had ended already: %s", e);
    }
  }

  private static Uni<Void> closed(AsyncFile file) {
    return file.close().onFailure().recoverWithNull();
  }

  @PreDestroy
  void close() {
    http.closeAndForget();
  }

  /** The file is not there, or not all of it. Its message may be logged and stored. */
  static class MediaNotFetched extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MediaNotFetched(String message) {
      super(message);
    }
  }
}
