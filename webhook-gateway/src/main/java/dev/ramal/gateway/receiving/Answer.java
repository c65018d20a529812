package dev.ramal.gateway.receiving;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ramal.events.Carrier;
import dev.ramal.events.EventJson;
import dev.ramal.kit.problem.Problem;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/** The one answer to one request. May be given from any thread. */
public final class Answer {
  private static final int OK = 200;
  private static final String RETRY_AFTER_SECONDS = "2";

  private final HttpServerRequest request;
  private final Context context;
  private final Receipts receipts;
  private final long begun;
  private Carrier carrier;

  Answer(HttpServerRequest request, Receipts receipts) {
    this.request = request;
    this.context = Vertx.currentContext();
    this.receipts = receipts;
    this.begun = System.nanoTime();
  }

  void concerns(Carrier known) {
    this.carrier = known;
  }

  /** Taken: 204 for Twilio, which warns of empty 200s; 200 for Telnyx, which wants exactly that. */
  public void taken(Outcome outcome) {
    int status = carrier == Carrier.TELNYX ? OK : outcome.status();
    give(outcome, () -> request.response().setStatusCode(status).end());
  }

  /** Instructions for a call, always 200: whatever else we said, the caller would hear an error. */
  public void instruct(Outcome outcome, String contentType, String body) {
    give(
        outcome,
        () ->
            request
                .response()
                .setStatusCode(outcome.status())
                .putHeader("Content-Type", contentType)
                .end(body));
  }

  /** Not taken, as a problem document. */
  public void refuse(Refused refused) {
    Outcome outcome = refused.outcome();
    give(
        outcome,
        () -> {
          HttpServerResponse response =
              request
                  .response()
                  .setStatusCode(outcome.status())
                  .putHeader("Content-Type", Problem.MEDIA_TYPE);
          if (outcome.status() == Outcome.CATCHING_UP.status()) {
            response.putHeader("Retry-After", RETRY_AFTER_SECONDS);
          }
          if (outcome == Outcome.NOT_POSTED) {
            response.putHeader("Allow", "POST");
          }
          if (outcome == Outcome.TOO_LARGE && request.version() != HttpVersion.HTTP_2) {
            response.putHeader("Connection", "close");
          }
          response.end(problem(refused));
        });
  }

  private Buffer problem(Refused refused) {
    Outcome outcome = refused.outcome();
    Problem problem =
        Problem.of(outcome.status(), outcome.code(), outcome.title())
            .detail(refused.getMessage())
            .instance(request.path());
    if (refused.field() != null) {
      problem = problem.field(refused.field(), refused.getMessage());
    }
    try {
      return Buffer.buffer(EventJson.mapper().writeValueAsBytes(problem));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem document can be written", e);
    }
  }

  private void give(Outcome outcome, Runnable writing) {
    receipts.record(carrier, outcome, System.nanoTime() - begun);
    if (Vertx.currentContext() == context) {
      write(writing);
    } else {
      context.runOnContext(ignored -> write(writing));
    }
  }

  private void write(Runnable writing) {
    if (!request.response().ended() && !request.response().closed()) {
      writing.run();
    }
  }
}
