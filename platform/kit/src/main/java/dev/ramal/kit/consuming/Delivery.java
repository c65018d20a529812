package dev.ramal.kit.consuming;

import dev.ramal.events.EventTypes;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.smallrye.reactive.messaging.TracingMetadata;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import java.util.Objects;
import java.util.function.Supplier;
import org.eclipse.microprofile.reactive.messaging.Message;

/** One record on its way through a consumer. Only the batch that holds it changes it. */
public final class Delivery {
  /** What became of a record, as it is counted. */
  enum Outcome {
    WAITING,
    APPLIED,
    DUPLICATE,
    UNKNOWN_TYPE,
    NOT_CONCERNED,
    FAILED
  }

  final Message<String> message;
  final ReceivedEvent event;
  private Outcome outcome = Outcome.WAITING;
  private Throwable failure;
  private boolean held;

  Delivery(Message<String> message, ReceivedEvent event) {
    this.message = message;
    this.event = event;
  }

  /** Reads the record; what cannot be read has failed already. */
  static Delivery of(Message<String> message) {
    IncomingKafkaRecordMetadata<?, ?> record =
        message
            .getMetadata(IncomingKafkaRecordMetadata.class)
            .orElseThrow(() -> new IllegalStateException("the channel is not a Kafka channel"));
    try {
      Delivery delivery =
          new Delivery(
              message,
              EventDecoding.decode(
                  record.getTopic(),
                  record.getKey() == null ? null : record.getKey().toString(),
                  record.getHeaders(),
                  record.getTimestamp(),
                  message.getPayload()));
      if (EventTypes.find(delivery.event.type()).isEmpty()) {
        delivery.become(Outcome.UNKNOWN_TYPE);
      }
      return delivery;
    } catch (FailureException e) {
      return unreadable(message, e);
    } catch (RuntimeException e) {
      return unreadable(
          message, new FailureException(new Failure.Malformed("record", e.toString())));
    }
  }

  public ReceivedEvent event() {
    return event;
  }

  /**
   * Leaves this record out of its set: nothing of it is remembered, and it goes the way of its kind
   * of failure. Only before anything is written for it.
   */
  public void refuse(Throwable why) {
    fail(why);
  }

  /** Whether it is still part of its set. */
  public boolean isAccepted() {
    return outcome == Outcome.APPLIED;
  }

  /**
   * Takes this record's own step, as part of its trace. What the step throws refuses the record, so
   * a step that may throw changes nothing before.
   */
  public void attempt(Runnable step) {
    try (Scope ignored = trace().makeCurrent()) {
      step.run();
    } catch (RuntimeException e) {
      refuse(e);
    }
  }

  /** Runs what this record causes as part of its trace. */
  public <T> T traced(Supplier<T> work) {
    try (Scope ignored = trace().makeCurrent()) {
      return work.get();
    }
  }

  private static Delivery unreadable(Message<String> message, FailureException failure) {
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

  /** What keeps it in order among others. */
  String key() {
    return Objects.toString(event.key(), "");
  }

  /** It is given back later than its set, by whoever holds it. */
  void hold() {
    held = true;
  }

  boolean isHeld() {
    return held;
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
