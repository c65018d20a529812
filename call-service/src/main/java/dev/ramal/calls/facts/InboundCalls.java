package dev.ramal.calls.facts;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.lifecycle.CallRef;
import dev.ramal.calls.lifecycle.InboundHandles;
import dev.ramal.calls.lifecycle.InboundHandles.Handle;
import dev.ramal.events.Direction;
import dev.ramal.events.carrier.CarrierCallFact;
import dev.ramal.events.carrier.CarrierCallFact.Parties;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.tenancy.Sql;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the calls of legs that we did not start, by the carrier's handle; the first fact that
 * carries numbers begins such a call. All facts of such a leg have one record key, so they come in
 * one order.
 */
final class InboundCalls {
  private InboundCalls() {}

  /**
   * Gives each fact its call. A fact of a leg that is neither known nor told with its numbers is
   * refused as too late.
   *
   * @return calls that begin here, with the carrier's handle
   */
  static Uni<Map<Call, String>> assign(Sql sql, List<DeliveredFact> facts) {
    if (facts.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return InboundHandles.known(sql, facts.stream().map(InboundCalls::handle).toList())
        .map(known -> assign(facts, known));
  }

  private static Map<Call, String> assign(List<DeliveredFact> facts, Map<Handle, CallId> known) {
    Map<Call, String> begun = new LinkedHashMap<>();
    for (DeliveredFact fact : facts) {
      Handle handle = handle(fact);
      if (!known.containsKey(handle) && callsUs(fact.told().parties())) {
        Call call =
            Call.inbound(CallId.of(UuidV7.next().toString()), fact.tenant(), details(fact.told()));
        known.put(handle, call.id());
        begun.put(call, handle.carrierCallId().value());
      }
      if (known.containsKey(handle)) {
        fact.belongsTo(new CallRef(fact.tenant(), known.get(handle)));
      } else {
        fact.refuse(new Failure.TooLate("a leg that neither we nor a caller of ours started"));
      }
    }
    return begun;
  }

  private static CallDetails details(CarrierCallFact fact) {
    return new CallDetails(
        null,
        null,
        null,
        Direction.INBOUND,
        fact.parties().from(),
        fact.parties().to(),
        null,
        null,
        null,
        null,
        fact.carrier(),
        fact.connectionId(),
        false,
        null,
        null,
        null,
        fact.occurredAt());
  }

  private static boolean callsUs(Parties parties) {
    return parties.direction() == Direction.INBOUND
        && parties.from() != null
        && parties.to() != null;
  }

  private static Handle handle(DeliveredFact fact) {
    return new Handle(fact.tenant(), fact.told().carrier(), fact.told().carrierCallId());
  }
}
