package dev.ramal.calls.facts;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.facts.ParkedFacts.ParkedFact;
import dev.ramal.calls.facts.ParkedFacts.Waiting;
import dev.ramal.calls.lifecycle.CallRef;
import dev.ramal.calls.lifecycle.InboundHandles;
import dev.ramal.calls.lifecycle.InboundHandles.Handle;
import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.events.carrier.CarrierCallRecording;
import dev.ramal.kit.failure.BestEffort;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.outbox.Events;
import dev.ramal.kit.outbox.Outbox;
import dev.ramal.kit.outbox.OutboxEntry;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Looks after parked facts: applies those whose call began in another transaction at the same
 * moment, and lets go what has waited in vain.
 */
@ApplicationScoped
class FreeParkedFacts {
  private static final Logger LOG = Logger.getLogger(FreeParkedFacts.class);

  private final SqlTransactions transactions;
  private final ParkedFacts parked;
  private final ApplyCarrierFacts apply;
  private final Events events;
  private final Outbox outbox;
  private final ParkingConfig config;
  private final Clock clock;
  private final Counter expired;
  private volatile Waiting waiting = new Waiting(0, 0);

  FreeParkedFacts(
      SqlTransactions transactions,
      ParkedFacts parked,
      ApplyCarrierFacts apply,
      Events events,
      Outbox outbox,
      ParkingConfig config,
      Clock clock,
      MeterRegistry metrics) {
    this.transactions = transactions;
    this.parked = parked;
    this.apply = apply;
    this.events = events;
    this.outbox = outbox;
    this.config = config;
    this.clock = clock;
    this.expired =
        Counter.builder("ramal.parked.facts.expired")
            .description("Facts of carriers whose call never began")
            .register(metrics);
    Gauge.builder("ramal.parked.facts", this, self -> self.waiting.facts())
        .description("Facts of carriers that wait for their call")
        .register(metrics);
    Gauge.builder("ramal.parked.facts.oldest.seconds", this, self -> self.waiting.oldestSeconds())
        .description("For how long the oldest of them has waited")
        .register(metrics);
  }

  @Scheduled(
      identity = "parked-facts",
      every = "${ramal.parked-facts.every}",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> lookThrough() {
    return BestEffort.of(
        free().chain(this::letGo).chain(this::count),
        failure -> LOG.warnf("parked facts wait a little longer: %s", failure));
  }

  private Uni<Void> free() {
    return transactions.acrossTenants(
        "parked facts of all organizations are looked through",
        sql ->
            parked
                .fresh(sql, config.batch())
                .chain(legs -> legs.isEmpty() ? nothing() : free(sql, legs)));
  }

  private Uni<Void> free(Sql sql, List<Handle> legs) {
    return InboundHandles.known(sql, legs)
        .chain(
            known ->
                parked
                    .take(sql, known.keySet())
                    .chain(taken -> apply.apply(sql, placed(taken, known), Map.of())));
  }

  private static List<DeliveredFact> placed(List<ParkedFact> taken, Map<Handle, CallId> known) {
    return taken.stream()
        .map(
            waited -> {
              DeliveredFact fact = DeliveredFact.parked(waited);
              fact.belongsTo(new CallRef(fact.tenant(), known.get(waited.leg())));
              return fact;
            })
        .toList();
  }

  private Uni<Void> letGo() {
    return transactions
        .acrossTenants(
            "parked facts of all organizations grow old",
            sql ->
                parked
                    .forget(sql, config.keep(), config.batch())
                    .call(gone -> publish(sql, alerts(gone))))
        .chain(
            gone -> {
              expired.increment(gone.size());
              return gone.size() < config.batch() ? nothing() : letGo();
            });
  }

  private Uni<Void> publish(Sql sql, List<OutboxEntry> alerts) {
    return alerts.isEmpty() ? nothing() : outbox.appendAll(sql, alerts);
  }

  /** One for each organization: recordings that nobody will find. */
  private List<OutboxEntry> alerts(List<ParkedFact> gone) {
    Map<TenantId, Long> recordings =
        gone.stream()
            .filter(fact -> fact.type().equals(CarrierCallRecording.TYPE))
            .collect(
                Collectors.groupingBy(
                    fact -> fact.leg().tenant(), LinkedHashMap::new, Collectors.counting()));
    return recordings.entrySet().stream()
        .map(entry -> OutboxEntry.of(alert(entry.getKey(), entry.getValue())))
        .toList();
  }

  private Event<AlertRaised> alert(TenantId tenant, long recordings) {
    return events.create(
        tenant,
        Topics.ALERTS,
        "parked-facts",
        null,
        new AlertRaised(
            UuidV7.next().toString(),
            "call-service",
            "warning",
            "Gravações sem ligação",
            "A operadora avisou de %s gravação(ões) de ligações que não conhecemos; elas continuam lá."
                .formatted(recordings),
            null,
            clock.instant()));
  }

  private Uni<Void> count() {
    return transactions
        .acrossTenants("a gauge counts all of them", parked::waiting)
        .invoke(now -> waiting = now)
        .replaceWithVoid();
  }

  private static Uni<Void> nothing() {
    return Uni.createFrom().voidItem();
  }
}
