package dev.ramal.gateway.receiving;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Reads a request's raw body up to a limit, whatever its length header claims. */
final class BodyReader {
  private final HttpServerRequest request;
  private final long limit;
  private final Consumer<byte[]> read;
  private final Runnable tooLarge;
  private Buffer body;
  private boolean over;

  private BodyReader(
      HttpServerRequest request, long limit, Consumer<byte[]> read, Runnable tooLarge) {
    this.request = request;
    this.limit = limit;
    this.read = read;
    this.tooLarge = tooLarge;
  }

  /** Calls one of the two, once; nothing when the sender goes away in between. */
  static void read(
      HttpServerRequest request, long limit, Consumer<byte[]> read, Runnable tooLarge) {
    BodyReader reader = new BodyReader(request, limit, read, tooLarge);
    if (reader.claimsTooMuch()) {
      tooLarge.run();
      return;
    }
    request.handler(reader::take);
    request.endHandler(end -> reader.finish());
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
    if (over) {
      return;
    }
    if (chunk.length() + (body == null ? 0 : body.length()) > limit) {
      over = true;
      body = null;
      tooLarge.run();
    } else if (body == null) {
      body = chunk;
    } else {
      body = body.copy().appendBuffer(chunk);
    }
  }

  private void finish() {
    if (!over) {
      read.accept(body == null ? new byte[0] : body.getBytes());
    }
  }
}
