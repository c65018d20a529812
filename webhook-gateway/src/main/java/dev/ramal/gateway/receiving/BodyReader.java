package dev.ramal.gateway.receiving;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
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
    BodyDrain.drain(request, true);
  }
}
