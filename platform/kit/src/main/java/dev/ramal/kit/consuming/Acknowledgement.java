package dev.ramal.kit.consuming;

import dev.ramal.events.WireWords;
import dev.ramal.kit.consuming.Delivery.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Gives records back to their channel: applied ones as done, failed ones to the retry or dead
 * letter topic.
 *
 * <p>Failure policy: what cannot be given back is tried again for ever; the connector never commits
 * past it, so it is delivered again after a crash.
 */
final class Acknowledgement {
  private static final Logger LOG = Logger.getLogger(Acknowledgement.class);

  private final MeterProvider<Counter> consumed;
  private final Duration firstWait;
  private final Duration longestWait;

  Acknowledgement(MeterRegistry metrics, Duration firstWait, Duration longestWait) {
    this.consumed =
        Counter.builder("ramal.consumed")
            .description("Records that a consumer was done with, by what became of them")
            .withRegistry(metrics);
    this.firstWait = firstWait;
    this.longestWait = longestWait;
  }

  Uni<Void> of(String consumer, List<Delivery> deliveries) {
    count(consumer, deliveries);
    List<Uni<Void>> answers = new ArrayList<>(deliveries.size());
    for (Delivery delivery : deliveries) {
      answers.add(
          answer(delivery)
              .onFailure()
              .invoke(
                  failure ->
                      LOG.errorf("consumer=%s cannot give back a record: %s", consumer, failure))
              .onFailure()
              .retry()
              .withBackOff(firstWait, longestWait)
              .indefinitely());
    }
    return answers.isEmpty()
        ? Uni.createFrom().voidItem()
        : Uni.join().all(answers).andFailFast().replaceWithVoid();
  }

  private void count(String consumer, List<Delivery> deliveries) {
    deliveries.stream()
        .collect(Collectors.groupingBy(Acknowledgement::outcome, Collectors.counting()))
        .forEach(
            (outcome, times) ->
                consumed.withTags("consumer", consumer, "outcome", outcome).increment(times));
  }

  private static String outcome(Delivery delivery) {
    return delivery.outcome() == Outcome.FAILED
        ? delivery.failure().kind()
        : WireWords.of(delivery.outcome());
  }

  private static Uni<Void> answer(Delivery delivery) {
    return Uni.createFrom()
        .completionStage(
            () ->
                delivery.outcome() == Outcome.FAILED
                    ? delivery.message.nack(delivery.thrown())
                    : delivery.message.ack());
  }
}
