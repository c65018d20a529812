package dev.ramal.gateway.receiving;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/**
 * What is left of a body that has been refused. It is let by unread, because a sender that still
 * writes does not read our answer, and because unread it would block whatever follows on the
 * connection. A sender that goes on and on is cut off.
 */
final class BodyDrain {
  private static final long MOST_BYTES = 16L * 1024 * 1024;
  private static final long LONGEST_MILLIS = 3_000;

  private final HttpServerRequest request;
  private final boolean thenClose;
  private final Vertx vertx = Vertx.currentContext().owner();
  private final long timer = vertx.setTimer(LONGEST_MILLIS, late -> close());
  private long bytes;

  private BodyDrain(HttpServerRequest request, boolean thenClose) {
    this.request = request;
    this.thenClose = thenClose;
  }

  /**
   * @param thenClose whether the connection serves nothing more
   */
  static void drain(HttpServerRequest request, boolean thenClose) {
    if (request.isEnded()) {
      return;
    }
    BodyDrain drain = new BodyDrain(request, thenClose);
    request
        .handler(drain::take)
        .endHandler(end -> drain.finish())
        .exceptionHandler(gone -> drain.forget())
        .resume();
  }

  private void take(Buffer chunk) {
    bytes += chunk.length();
    if (bytes > MOST_BYTES) {
      forget();
      close();
    }
  }

  private void finish() {
    forget();
    if (thenClose) {
      close();
    }
  }

  private void forget() {
    vertx.cancelTimer(timer);
  }

  /** Ends the connection behind the answer, which has been written; of HTTP/2 only the stream. */
  private void close() {
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset();
    } else {
      request.connection().close();
    }
  }
}
