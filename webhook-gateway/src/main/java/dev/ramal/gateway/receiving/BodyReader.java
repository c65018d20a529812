package dev.ramal.gateway.receiving;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.function.Consumer;

/**
 * Reads a request's raw body up to a limit, whatever its length header claims. A connection that
 * has sent more is closed.
 */
final class BodyReader {
  private final HttpServerRequest request;
  private final long limit;
  private final Runnable tooLarge;
  private final Buffer body = Buffer.buffer();

  private BodyReader(HttpServerRequest request, long limit, Runnable tooLarge) {
    this.request = request;
    this.limit = limit;
    this.tooLarge = tooLarge;
  }

  /** Calls one of the two, once; nothing when the sender goes away in between. */
  static void read(
      HttpServerRequest request, long limit, Consumer<byte[]> read, Runnable tooLarge) {
    BodyReader reader = new BodyReader(request, limit, tooLarge);
    if (reader.claimsTooMuch()) {
      reader.refuse();
      return;
    }
    request.handler(reader::take);
    request.endHandler(end -> read.accept(reader.body.getBytes()));
  }

  private boolean claimsTooMuch() {
    String length = request.getHeader("content-length");
    if (length == null) {
      return false;
    }
    try {
      return Long.parseLong(length) > limit;
    } catch (NumberFormatException e) {
      return true;
    }
  }

  private void take(Buffer chunk) {
    if (body.length() + chunk.length() > limit) {
      refuse();
    } else {
      body.appendBuffer(chunk);
    }
  }

  private void refuse() {
    tooLarge.run();
    drain(request, true);
  }

  /**
   * Lets what is left of a refused body by.
   *
   * @param thenClose whether the connection serves nothing more
   */
  static void drain(HttpServerRequest request, boolean thenClose) {
    if (request.isEnded()) {
      return;
    }
    Drain drain = new Drain(request, thenClose);
    request
        .handler(drain::take)
        .endHandler(end -> drain.finish())
        .exceptionHandler(gone -> drain.forget())
        .resume();
  }

  /**
   * What is left of a body that has been refused. It is let by unread, because a sender that still
   * writes does not read our answer, and because unread it would block whatever follows on the
   * connection. A sender that goes on and on is cut off.
   */
  private static final class Drain {
    private static final long MOST_BYTES = 16L * 1024 * 1024;
    private static final long LONGEST_MILLIS = 3_000;

    private final HttpServerRequest request;
    private final boolean thenClose;
    private final Vertx vertx = Vertx.currentContext().owner();
    private final long timer = vertx.setTimer(LONGEST_MILLIS, late -> close());
    private long bytes;

    private Drain(HttpServerRequest request, boolean thenClose) {
      this.request = request;
      this.thenClose = thenClose;
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
}
