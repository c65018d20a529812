package dev.ramal.gateway.receiving;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ramal.events.EventJson;
import dev.ramal.gateway.carriers.CallbackOutcome;
import dev.ramal.gateway.carriers.CarrierWebhooks;
import dev.ramal.gateway.carriers.RejectedCallback;
import dev.ramal.kit.problem.Problem;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/** The one answer to one request. May be given from any thread. */
public final class CallbackResponse {
  private static final String RETRY_AFTER_SECONDS = "2";

  private final HttpServerRequest request;
  private final Context context;
  private final WebhookMetrics metrics;
  private final long begun;
  private CarrierWebhooks carrier;

  CallbackResponse(HttpServerRequest request, WebhookMetrics metrics) {
    this.request = request;
    this.context = Vertx.currentContext();
    this.metrics = metrics;
    this.begun = System.nanoTime();
  }

  void concerns(CarrierWebhooks known) {
    this.carrier = known;
  }

  /** Taken, in the way that the carrier understands. */
  public void taken(CallbackOutcome outcome) {
    int status = carrier.acknowledgement();
    give(outcome, () -> request.response().setStatusCode(status).end());
  }

  /** Instructions for a call, always 200: whatever else we said, the caller would hear an error. */
  public void instruct(CallbackOutcome outcome, String contentType, String body) {
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
  public void reject(RejectedCallback rejection) {
    CallbackOutcome outcome = rejection.outcome();
    give(
        outcome,
        () -> {
          HttpServerResponse response =
              request
                  .response()
                  .setStatusCode(outcome.status())
                  .putHeader("Content-Type", Problem.MEDIA_TYPE);
          if (outcome.status() == CallbackOutcome.CATCHING_UP.status()) {
            response.putHeader("Retry-After", RETRY_AFTER_SECONDS);
          }
          if (outcome == CallbackOutcome.NOT_POSTED) {
            response.putHeader("Allow", "POST");
          }
          if (outcome == CallbackOutcome.TOO_LARGE && request.version() != HttpVersion.HTTP_2) {
            response.putHeader("Connection", "close");
          }
          response.end(problem(rejection));
        });
  }

  private Buffer problem(RejectedCallback rejection) {
    CallbackOutcome outcome = rejection.outcome();
    Problem problem =
        Problem.of(outcome.status(), outcome.code(), outcome.title())
            .detail(rejection.getMessage())
            .instance(request.path());
    if (outcome.isOurs()) {
      problem = problem.traced();
    }
    if (rejection.field() != null) {
      problem = problem.field(rejection.field(), rejection.getMessage());
    }
    try {
      return Buffer.buffer(EventJson.mapper().writeValueAsBytes(problem));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem document can be written", e);
    }
  }

  private void give(CallbackOutcome outcome, Runnable writing) {
    metrics.record(carrier == null ? null : carrier.carrier(), outcome, System.nanoTime() - begun);
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
