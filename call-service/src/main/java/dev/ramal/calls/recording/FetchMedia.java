package dev.ramal.calls.recording;

import dev.ramal.calls.carrier.RecordingPort.Place;
import io.smallrye.mutiny.Uni;
import io.vertx.core.file.OpenOptions;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.file.AsyncFile;
import io.vertx.mutiny.ext.web.client.HttpRequest;
import io.vertx.mutiny.ext.web.client.WebClient;
import io.vertx.mutiny.ext.web.codec.BodyCodec;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;

/**
 * Streams a recording from a carrier into a file; never holds it in memory. Redirects are not
 * followed: they could lead anywhere.
 */
@ApplicationScoped
class FetchMedia {
  private final Vertx vertx;
  private final WebClient http;
  private final RecordingConfig config;

  FetchMedia(Vertx vertx, RecordingConfig config) {
    this.vertx = vertx;
    this.config = config;
    this.http =
        WebClient.create(
            vertx, new WebClientOptions().setFollowRedirects(false).setConnectTimeout(5_000));
  }

  /**
   * @param target is overwritten
   * @return fails when the carrier does not answer 200 with a file
   */
  Uni<Void> into(Path target, Place.At place) {
    return vertx
        .fileSystem()
        .open(target.toString(), new OpenOptions().setWrite(true).setTruncateExisting(true))
        .chain(file -> download(place, file).onFailure().call(() -> closed(file)));
  }

  private Uni<Void> download(Place.At place, AsyncFile file) {
    HttpRequest<Buffer> request =
        http.getAbs(place.url().toString()).timeout(config.fetchTimeout().toMillis());
    if (place.authorization() != null) {
      request.putHeader("Authorization", place.authorization());
    }
    return request
        .as(BodyCodec.pipe(file))
        .send()
        .invoke(
            answer -> {
              if (answer.statusCode() != 200) {
                throw new MediaNotFetched("the carrier answered " + answer.statusCode());
              }
            })
        .replaceWithVoid();
  }

  private static Uni<Void> closed(AsyncFile file) {
    return file.close().onFailure().recoverWithNull();
  }

  @PreDestroy
  void close() {
    http.close();
  }

  /** The file is not there, or not all of it. */
  static class MediaNotFetched extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MediaNotFetched(String message) {
      super(message);
    }
  }
}
