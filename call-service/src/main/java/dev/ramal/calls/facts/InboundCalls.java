package dev.ramal.calls.facts;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.connections.ConnectionNumbers;
import dev.ramal.calls.facts.ParkedFacts.Parked;
import dev.ramal.calls.lifecycle.InboundHandles;
import dev.ramal.calls.lifecycle.InboundHandles.Handle;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the calls of legs that we did not start, by the carrier's handle. A fact that cannot begin
 * a call waits until one does; then it is applied as if it had come behind it.
 */
@ApplicationScoped
class InboundCalls {
  private final ConnectionNumbers numbers;
  private final ParkedFacts parked;
  private final ParkingConfig config;

  InboundCalls(ConnectionNumbers numbers, ParkedFacts parked, ParkingConfig config) {
    this.numbers = numbers;
    this.parked = parked;
    this.config = config;
  }

  /**
   * What a set of facts led to.
   *
   * @param calls that begin here, with the carrier's handle
   * @param freed facts that had waited for them
   */
  record Begun(Map<Call, String> calls, List<DeliveredFact> freed) {
    static final Begun NOTHING = new Begun(Map.of(), List.of());
  }

  /** Gives each fact its call, or parks it. */
  Uni<Begun> place(Sql sql, List<DeliveredFact> facts) {
    if (facts.isEmpty()) {
      return Uni.createFrom().item(Begun.NOTHING);
    }
    return InboundHandles.known(sql, facts.stream().map(LegPlacement::handle).toList())
        .chain(known -> placed(sql, facts, known))
        .chain(
            placement ->
                park(sql, placement.waiting())
                    .chain(() -> parked.take(sql, placement.settled()))
                    .map(
                        taken ->
                            new Begun(
                                placement.begun(),
                                placement.freed(
                                    taken.stream().map(DeliveredFact::parked).toList()))));
  }

  private Uni<LegPlacement> placed(Sql sql, List<DeliveredFact> facts, Map<Handle, CallId> known) {
    Set<RowKey> asked =
        facts.stream()
            .filter(fact -> !known.containsKey(LegPlacement.handle(fact)))
            .filter(DeliveredFact::saysWhomButNotWhoCalled)
            .map(fact -> RowKey.of(fact.tenant(), fact.told().connectionId().value()))
            .collect(Collectors.toSet());
    return numbers
        .of(sql, asked)
        .map(
            found ->
                new LegPlacement(
                        known,
                        (tenant, connection, number) ->
                            found
                                .getOrDefault(RowKey.of(tenant, connection.value()), Set.of())
                                .contains(number))
                    .place(facts));
  }

  private Uni<Void> park(Sql sql, List<DeliveredFact> waiting) {
    return parked
        .park(sql, waiting.stream().map(DeliveredFact::toPark).toList(), config.most())
        .invoke(
            taken ->
                waiting.stream()
                    .filter(fact -> !taken.contains(new Parked(fact.tenant(), fact.eventId())))
                    .forEach(
                        fact ->
                            fact.refuse(
                                new Failure.TooLate(
                                    "it may begin no call, and no more may be parked"))))
        .replaceWithVoid();
  }
}
