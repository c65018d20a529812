package dev.ramal.kit.consuming;

import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;
import io.opentelemetry.context.Context;
import io.smallrye.reactive.messaging.TracingMetadata;
import org.eclipse.microprofile.reactive.messaging.Message;

/** One record on its way through a consumer. Only the batch that holds it changes it. */
final class Delivery {
  /** What became of a record, as it is counted. */
  enum Outcome {
    WAITING,
    APPLIED,
    DUPLICATE,
    UNKNOWN_TYPE,
    FAILED
  }

  final Message<String> message;
  final ReceivedEvent event;
  private Outcome outcome = Outcome.WAITING;
  private Throwable failure;

  Delivery(Message<String> message, ReceivedEvent event) {
    this.message = message;
    this.event = event;
  }

  /** A record that could not be read. */
  static Delivery unreadable(Message<String> message, FailureException failure) {
    Delivery delivery = new Delivery(message, null);
    delivery.fail(failure);
    return delivery;
  }

  /** The trace that the record came with. */
  Context trace() {
    return TracingMetadata.fromMessage(message)
        .map(TracingMetadata::getCurrentContext)
        .orElseGet(Context::root);
  }

  void become(Outcome result) {
    outcome = result;
  }

  void fail(Throwable why) {
    outcome = Outcome.FAILED;
    failure = why;
  }

  Outcome outcome() {
    return outcome;
  }

  Failure failure() {
    return FailureException.of(failure);
  }

  Throwable thrown() {
    return failure;
  }
}
