package dev.ramal.calls.facts;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.lifecycle.CallRef;
import dev.ramal.calls.lifecycle.InboundHandles.Handle;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Direction;
import dev.ramal.events.TenantId;
import dev.ramal.events.carrier.CarrierCallFact;
import dev.ramal.events.carrier.CarrierCallFact.Parties;
import dev.ramal.kit.failure.Failure;
import dev.ramal.numbering.CallerNumber;
import dev.ramal.numbering.Withheld;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides for a set of facts of legs that we did not start. A fact that says that somebody calls us
 * begins the call, whichever fact it is; the others belong to it before and after. Pure.
 */
final class LegPlacement {
  /** The caller of a call who hides the number: one word for every disguise. */
  static final String WITHHELD = DestinationClass.WITHHELD.word();

  private final Map<Handle, CallId> known;
  private final OurNumbers numbers;
  private final Map<Call, String> begun = new LinkedHashMap<>();
  private final Set<Handle> settled = new HashSet<>();
  private final List<DeliveredFact> waiting = new ArrayList<>();

  /** Which numbers an account has. */
  interface OurNumbers {
    boolean own(TenantId tenant, ConnectionId connection, String number);
  }

  /**
   * @param known calls that have begun, by the carrier's handle
   */
  LegPlacement(Map<Handle, CallId> known, OurNumbers numbers) {
    this.known = known;
    this.numbers = numbers;
  }

  /** Gives each fact its call; a fact of a leg that calls somebody else is too late for ever. */
  LegPlacement place(List<DeliveredFact> facts) {
    facts.forEach(this::begin);
    for (DeliveredFact fact : facts) {
      Handle leg = handle(fact);
      if (known.containsKey(leg)) {
        fact.belongsTo(new CallRef(leg.tenant(), known.get(leg)));
      } else if (settled.contains(leg)) {
        fact.refuse(new Failure.TooLate("a leg that neither we nor a caller of ours started"));
      } else {
        waiting.add(fact);
      }
    }
    return this;
  }

  /** Calls that begin here, with the carrier's handle. */
  Map<Call, String> begun() {
    return begun;
  }

  /** The legs that have turned out to be calls of ours, or never to become any. */
  Set<Handle> settled() {
    return settled;
  }

  /** Facts whose call has not begun. */
  List<DeliveredFact> waiting() {
    return waiting;
  }

  /** Gives facts that were parked their calls; those of other people's legs are left out. */
  List<DeliveredFact> freed(List<DeliveredFact> parked) {
    List<DeliveredFact> freed = new ArrayList<>();
    for (DeliveredFact fact : parked) {
      CallId call = known.get(handle(fact));
      if (call != null) {
        fact.belongsTo(new CallRef(fact.tenant(), call));
        freed.add(fact);
      }
    }
    return freed;
  }

  private void begin(DeliveredFact fact) {
    Handle leg = handle(fact);
    Direction direction = direction(fact);
    if (direction == null || known.containsKey(leg)) {
      return;
    }
    settled.add(leg);
    if (direction == Direction.INBOUND) {
      CallId id = CallId.ofCaller(leg.tenant(), leg.carrier(), leg.carrierCallId());
      Call call = Call.inbound(id, leg.tenant(), details(fact.told()));
      known.put(leg, id);
      begun.put(call, leg.carrierCallId().value());
    }
  }

  /**
   * Where a carrier does not say who called, our numbers tell. Null when it cannot be told, or not
   * whom.
   */
  private Direction direction(DeliveredFact fact) {
    Parties parties = fact.told().parties();
    if (parties.to() == null) {
      return null;
    }
    if (parties.direction() != null) {
      return parties.direction();
    }
    boolean toUs = isOurs(fact, parties.to());
    boolean fromUs = isOurs(fact, parties.from());
    if (toUs == fromUs) {
      return null;
    }
    return toUs ? Direction.INBOUND : Direction.OUTBOUND;
  }

  private boolean isOurs(DeliveredFact fact, String number) {
    return number != null && numbers.own(fact.tenant(), fact.told().connectionId(), number);
  }

  private static CallDetails details(CarrierCallFact fact) {
    String caller = fact.parties().from();
    return new CallDetails(
        null,
        null,
        null,
        Direction.INBOUND,
        Withheld.is(caller) ? WITHHELD : CallerNumber.of(caller),
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

  static Handle handle(DeliveredFact fact) {
    return new Handle(fact.tenant(), fact.told().carrier(), fact.told().carrierCallId());
  }
}
