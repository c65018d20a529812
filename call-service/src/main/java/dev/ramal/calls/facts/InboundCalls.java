package dev.ramal.calls.facts;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.lifecycle.CallKey;
import dev.ramal.events.Direction;
import dev.ramal.events.carrier.CarrierCallFact;
import dev.ramal.events.carrier.CarrierCallFact.Parties;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.ids.UuidV7;
import dev.ramal.kit.tenancy.Sql;
import dev.ramal.kit.tenancy.SqlRow;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Finds the calls of legs that we did not start, by the carrier's handle; the first fact that
 * carries numbers begins such a call. All facts of such a leg have one record key, so they come in
 * one order.
 */
final class InboundCalls {
  private static final String KNOWN =
      """
      select tenant, carrier, lead_call_id, id from calls
      where direction = 'INBOUND' and tenant = any($1) and carrier = any($2)
        and lead_call_id = any($3)
      """;

  private InboundCalls() {}

  /**
   * Gives each fact its call. A fact of a leg that is neither known nor told with its numbers is
   * refused as too late.
   *
   * @return calls that begin here, with the carrier's handle
   */
  static Uni<Map<Call, String>> assign(Sql sql, List<CarrierFact> facts) {
    if (facts.isEmpty()) {
      return Uni.createFrom().item(Map.of());
    }
    return sql.query(
            KNOWN,
            distinct(facts, fact -> fact.tenant().value()),
            distinct(facts, fact -> fact.told().carrier().name()),
            distinct(facts, fact -> fact.told().carrierCallId().value()))
        .map(rows -> assign(facts, rows));
  }

  private static Map<Call, String> assign(List<CarrierFact> facts, List<SqlRow> rows) {
    Map<Handle, CallId> known = new HashMap<>();
    rows.forEach(
        row ->
            known.put(new Handle(row.text(0), row.text(1), row.text(2)), CallId.of(row.text(3))));
    Map<Call, String> begun = new LinkedHashMap<>();
    for (CarrierFact fact : facts) {
      Handle handle = Handle.of(fact);
      if (!known.containsKey(handle) && callsUs(fact.told().parties())) {
        Call call =
            Call.inbound(CallId.of(UuidV7.next().toString()), fact.tenant(), details(fact.told()));
        known.put(handle, call.id());
        begun.put(call, handle.carrierCallId());
      }
      if (known.containsKey(handle)) {
        fact.belongsTo(new CallKey(fact.tenant(), known.get(handle)));
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

  private static String[] distinct(List<CarrierFact> facts, Function<CarrierFact, String> value) {
    return facts.stream().map(value).distinct().sorted().toArray(String[]::new);
  }

  /** How a carrier names a leg. */
  private record Handle(String tenant, String carrier, String carrierCallId) {
    static Handle of(CarrierFact fact) {
      return new Handle(
          fact.tenant().value(), fact.told().carrier().name(), fact.told().carrierCallId().value());
    }
  }
}
