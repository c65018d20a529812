package dev.ramal.kit.consuming;

import dev.ramal.kit.consuming.Delivery.Outcome;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.foreground.Foreground;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Applies the records of a channel, each one once.
 *
 * <p>What waits is taken as a batch and applied in one transaction per organization: inbox rows and
 * effects together. When that fails, each record gets a transaction of its own, so a poison record
 * costs only itself. Records of one key are applied in order; a record that must be retried leaves
 * that order (see {@link dev.ramal.kit.failure.FailurePolicy}).
 *
 * <p>Failure policy: while the database is away nothing is acknowledged or dead-lettered; the same
 * batch is tried again until it is back. In sets, records of a key of which somebody holds a row
 * wait aside, in their order, and hold up no other key. A failure to write a retry or dead letter
 * record is also tried again, because acknowledging would lose the record.
 */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
public class IdempotentConsumer {
  private static final Duration FIRST_WAIT = Duration.ofMillis(200);

  private final TenantTransactions transactions;
  private final SqlTransactions setTransactions;
  private final ConsumingConfig config;
  private final Vertx vertx;
  private final Foreground foreground;
  private final DatabaseWaits waits;
  private final HeldCounts held;
  private final Outage outage;
  private final Acknowledgement acknowledgement;
  private volatile boolean stopping;

  IdempotentConsumer(
      TenantTransactions transactions,
      SqlTransactions setTransactions,
      ConsumingConfig config,
      MeterRegistry metrics,
      Vertx vertx,
      Foreground foreground) {
    this.transactions = transactions;
    this.setTransactions = setTransactions;
    this.config = config;
    this.vertx = vertx;
    this.foreground = foreground;
    this.waits = new DatabaseWaits(metrics, System::nanoTime);
    this.held = new HeldCounts(metrics);
    this.outage = new Outage(FIRST_WAIT, config.outageWait(), () -> stopping, waits);
    this.acknowledgement = new Acknowledgement(metrics, FIRST_WAIT, config.outageWait());
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
    waits.watch(consumer);
    return new BatchingSubscriber(
        List.of(Runnable::run),
        config.batch(),
        (batch, done) -> {
          foreground.came();
          return apply(consumer, handler, batch).invoke(() -> done.accept(batch.size()));
        });
  }

  /**
   * What an {@code @Incoming} method returns whose records come fast: several sets are at work at
   * the same time, each with records of other keys.
   *
   * @param consumer names who has applied an event; never change it: it is in the inbox
   */
  public Flow.Subscriber<Message<String>> inBatches(String consumer, BatchHandler handler) {
    BatchingSubscriber.Work work = sets(consumer, handler);
    return new BatchingSubscriber(
        lanes(config.lanes()),
        config.largestSet(),
        (batch, done) -> {
          foreground.came();
          return work.on(batch, done);
        });
  }

  /**
   * The same for a channel on which organizations flood: fewer sets are at work, and they rest
   * while others have work, so that requests and what comes on the other channels find most of this
   * process free.
   *
   * @param consumer the name of whoever reads the channel beside it: a record that comes on both is
   *     applied once
   */
  public Flow.Subscriber<Message<String>> inBulk(String consumer, BatchHandler handler) {
    BulkPace pace = new BulkPace(foreground, config, vertx, System::nanoTime);
    return new BatchingSubscriber(
        lanes(config.bulkLanes()),
        config.largestSet(),
        pace::largest,
        pace.resting(sets(consumer, handler)));
  }

  private BatchingSubscriber.Work sets(String consumer, BatchHandler handler) {
    waits.watch(consumer);
    SetTransaction transaction =
        new SetTransaction(
            setTransactions,
            consumer,
            handler,
            outage,
            SetTransaction.LOCK,
            new HeldRecords.Aside(
                lanes(1).get(0),
                deliveries -> acknowledgement.of(consumer, deliveries),
                held.of(consumer),
                HeldRecords.MOST_KEYS));
    return (batch, done) -> apply(consumer, transaction, batch, done);
  }

  /**
   * Each on worker threads, one at a time: a set computes for tens of milliseconds, and whoever
   * waits for an event loop meanwhile (a click, a frame) would wait that long at each of its steps.
   */
  private List<Executor> lanes(int count) {
    return Stream.generate(() -> ((VertxInternal) vertx).createWorkerContext())
        .limit(count)
        .<Executor>map(lane -> work -> lane.duplicate().runOnContext(ignored -> work.run()))
        .toList();
  }

  private Uni<Void> apply(
      String consumer, SetTransaction transaction, List<Message<String>> batch, IntConsumer done) {
    List<Delivery> deliveries = batch.stream().map(Delivery::of).toList();
    List<Delivery> set =
        deliveries.stream().filter(delivery -> delivery.outcome() == Outcome.WAITING).toList();
    return transaction
        .apply(set, done)
        .chain(
            () -> {
              List<Delivery> over =
                  deliveries.stream().filter(delivery -> !delivery.isHeld()).toList();
              return acknowledgement.of(consumer, over).invoke(() -> done.accept(over.size()));
            });
  }

  private Uni<Void> apply(String consumer, EventHandler handler, List<Message<String>> batch) {
    List<Delivery> deliveries = batch.stream().map(Delivery::of).toList();
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
        .chain(() -> acknowledgement.of(consumer, deliveries));
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
    return outage
        .waitOut(
            consumer,
            transactions.inTenant(
                group.get(0).event.tenant(),
                session -> {
                  List<String> ids = group.stream().map(delivery -> delivery.event.id()).toList();
                  return Inbox.remember(session, consumer, group.get(0).event.tenant(), ids)
                      .chain(fresh -> applyFresh(session, handler, group, fresh, outcomes));
                }))
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
}
