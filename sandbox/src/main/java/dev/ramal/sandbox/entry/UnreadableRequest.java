package dev.ramal.sandbox.entry;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;

/** Refuses in words what is no request; the HTTP layer would do so by a status alone. */
final class UnreadableRequest {
  /** Longer than any service takes: theirs is the better answer, it knows its own limit. */
  static final int LONGEST_LINE = 8192;

  private UnreadableRequest() {}

  static void refuse(HttpServerRequest request) {
    Refusal refusal = refusal(request.decoderResult().cause());
    request
        .response()
        .setStatusCode(refusal.status())
        .putHeader("Content-Type", Refusal.MEDIA_TYPE)
        .putHeader("Connection", "close")
        .end(refusal.body(null))
        .onComplete(told -> request.connection().close());
  }

  static Refusal refusal(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return Refusal.of(414, "The address is too long")
          .saying("The first line of a request may have up to %d characters", LONGEST_LINE);
    }
    return cause instanceof TooLongHttpHeaderException
        ? Refusal.of(431, "The headers are too large")
        : Refusal.of(400, "The request cannot be read");
  }
}
