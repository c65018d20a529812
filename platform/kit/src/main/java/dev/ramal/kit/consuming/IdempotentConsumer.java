package dev.ramal.kit.consuming;

import dev.ramal.events.EventTypes;
import dev.ramal.events.WireWords;
import dev.ramal.kit.consuming.Delivery.Outcome;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Applies the records of a channel, each one once.
 *
 * <p>What waits is taken as a batch and applied in one transaction per organization: inbox rows and
 * effects together. When that fails, each record gets a transaction of its own, so a poison record
 * costs only itself. Records of one key are applied in order; a record that must be retried leaves
 * that order (see {@link dev.ramal.kit.failure.FailurePolicy}).
 *
 * <p>Failure policy: while the database is away nothing is acknowledged or dead-lettered; the same
 * batch is tried again until it is back. A failure to write a retry or dead letter record is also
 * tried again, because acknowledging would lose the record.
 */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
public class IdempotentConsumer {
  private static final Logger LOG = Logger.getLogger(IdempotentConsumer.class);
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);

  private final TenantTransactions transactions;
  private final ConsumingConfig config;
  private final MeterRegistry metrics;
  private volatile boolean stopping;

  IdempotentConsumer(
      TenantTransactions transactions, ConsumingConfig config, MeterRegistry metrics) {
    this.transactions = transactions;
    this.config = config;
    this.metrics = metrics;
  }

  void stop(@Observes ShutdownEvent ignored) {
    stopping = true;
  }

  /**
   * What an {@code @Incoming} method returns.
   *
   * @param consumer names who has applied an event; never change it: it is in the inbox
   */
  public Flow.Subscriber<Message<String>> with(String consumer, EventHandler handler) {
    return new BatchingSubscriber(config.batch(), batch -> apply(consumer, handler, batch));
  }

  private Uni<Void> apply(String consumer, EventHandler handler, List<Message<String>> batch) {
    List<Delivery> deliveries = batch.stream().map(IdempotentConsumer::read).toList();
    Map<String, List<Delivery>> groups = new LinkedHashMap<>();
    for (Delivery delivery : deliveries) {
      if (delivery.outcome() == Outcome.WAITING) {
        groups
            .computeIfAbsent(delivery.event.tenant().value(), t -> new ArrayList<>())
            .add(delivery);
      }
    }
    return Multi.createFrom()
        .iterable(groups.values())
        .onItem()
        .transformToUni(group -> together(consumer, handler, group))
        .merge(config.concurrency())
        .onItem()
        .ignoreAsUni()
        .chain(() -> acknowledgeAll(consumer, deliveries));
  }

  private static Delivery read(Message<String> message) {
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
      return Delivery.unreadable(message, e);
    } catch (RuntimeException e) {
      return Delivery.unreadable(
          message, new FailureException(new Failure.Malformed("record", e.toString())));
    }
  }

  private Uni<Void> together(String consumer, EventHandler handler, List<Delivery> group) {
    return transaction(consumer, handler, group)
        .onFailure()
        .recoverWithUni(
            failure -> {
              if (group.size() == 1) {
                group.get(0).fail(failure);
                return Uni.createFrom().voidItem();
              }
              return oneByOne(consumer, handler, group);
            });
  }

  private Uni<Void> oneByOne(String consumer, EventHandler handler, List<Delivery> group) {
    return Multi.createFrom()
        .iterable(group)
        .onItem()
        .transformToUniAndConcatenate(
            delivery ->
                BestEffort.of(transaction(consumer, handler, List.of(delivery)), delivery::fail))
        .onItem()
        .ignoreAsUni();
  }

  private Uni<Void> transaction(String consumer, EventHandler handler, List<Delivery> group) {
    Map<Delivery, Outcome> outcomes = new HashMap<>();
    return transactions
        .inTenant(
            group.get(0).event.tenant(),
            session -> {
              List<String> ids = group.stream().map(delivery -> delivery.event.id()).toList();
              return Inbox.remember(session, consumer, group.get(0).event.tenant(), ids)
                  .chain(fresh -> applyFresh(session, handler, group, fresh, outcomes));
            })
        .onFailure(failure -> stopping || DatabaseOutage.is(failure))
        .invoke(failure -> LOG.warnf("consumer=%s waits for its database: %s", consumer, failure))
        .onFailure(failure -> stopping || DatabaseOutage.is(failure))
        .retry()
        .withBackOff(FIRST_WAIT, config.outageWait())
        .indefinitely()
        .invoke(() -> outcomes.forEach(Delivery::become));
  }

  private static Uni<Void> applyFresh(
      Mutiny.Session session,
      EventHandler handler,
      List<Delivery> group,
      Set<String> fresh,
      Map<Delivery, Outcome> outcomes) {
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Delivery delivery : group) {
      boolean first = fresh.remove(delivery.event.id());
      outcomes.put(delivery, first ? Outcome.APPLIED : Outcome.DUPLICATE);
      if (first) {
        all =
            all.chain(
                () ->
                    Traced.within(delivery.trace(), () -> handler.apply(session, delivery.event)));
      }
    }
    return all;
  }

  private Uni<Void> acknowledgeAll(String consumer, List<Delivery> deliveries) {
    return Multi.createFrom()
        .iterable(deliveries)
        .onItem()
        .transformToUniAndConcatenate(delivery -> acknowledge(consumer, delivery))
        .onItem()
        .ignoreAsUni();
  }

  /** In order, so that a later offset is never committed while an earlier one is still moved. */
  private Uni<Void> acknowledge(String consumer, Delivery delivery) {
    String outcome =
        delivery.outcome() == Outcome.FAILED
            ? delivery.failure().kind()
            : WireWords.of(delivery.outcome());
    metrics.counter("ramal.consumed", "consumer", consumer, "outcome", outcome).increment();
    if (delivery.outcome() != Outcome.FAILED) {
      return Uni.createFrom().completionStage(() -> delivery.message.ack());
    }
    return Uni.createFrom()
        .completionStage(() -> delivery.message.nack(delivery.thrown()))
        .onFailure()
        .invoke(failure -> LOG.errorf("consumer=%s cannot move a record: %s", consumer, failure))
        .onFailure()
        .retry()
        .withBackOff(FIRST_WAIT, config.outageWait())
        .indefinitely();
  }
}
