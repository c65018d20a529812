package dev.ramal.billing.metering;

import dev.ramal.billing.ledger.Attribution;
import dev.ramal.billing.ledger.UsageKey;
import dev.ramal.billing.metering.UsageFact.Costed;
import dev.ramal.billing.metering.UsageFact.Used;
import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.Leg;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import dev.ramal.events.calls.CallCosted;
import dev.ramal.events.calls.CallEnded;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a finished call used: one usage per leg, counted in the leg's own answered seconds, and one
 * of the carrier's finding out who picked up. The lead leg is what the organization pays for; an
 * agent leg is a usage with a cost, priced by its own rule.
 */
final class CallUsage {
  static final String LEAD = LegName.LEAD.wire();

  private CallUsage() {}

  static List<Used> of(TenantId tenant, CallEnded call) {
    List<Used> usage = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Leg leg : call.legs()) {
      usage.add(used(tenant, call, leg, distinct(name(leg.leg()), names)));
    }
    if (!names.contains(LEAD)) {
      Leg lead =
          new Leg(
              LegName.LEAD,
              null,
              call.to(),
              call.destinationClass(),
              call.outcome(),
              call.talkSeconds());
      usage.add(used(tenant, call, lead, LEAD));
    }
    if (call.machineDetections() > 0) {
      usage.add(detected(tenant, call));
    }
    return usage;
  }

  /** Nothing of a cost that names no amount. */
  static List<Costed> of(TenantId tenant, CallCosted costed) {
    return costed.cost() == null
        ? List.of()
        : List.of(
            new Costed(
                key(tenant, costed.callId(), name(costed.leg()), Meter.VOICE_MINUTE),
                costed.cost(),
                costed.costedAt()));
  }

  private static Used used(TenantId tenant, CallEnded call, Leg leg, String name) {
    DestinationClass destinationClass =
        leg.destinationClass() == null && leg.leg() == LegName.LEAD
            ? call.destinationClass()
            : leg.destinationClass();
    return new Used(
        key(tenant, call.callId(), name, Meter.VOICE_MINUTE),
        call.revision(),
        new Usage(
                Meter.VOICE_MINUTE,
                ratedAs(leg.leg()),
                call.carrier(),
                call.direction(),
                destinationClass,
                leg.address(),
                leg.answeredSeconds(),
                call.startedAt())
            .until(call.endedAt()),
        attribution(call),
        reference(call, leg));
  }

  /** The carrier lists each leg by itself. */
  private static CarrierReference reference(CallEnded call, Leg leg) {
    return new CarrierReference(
        leg.carrierCallId() == null ? null : leg.carrierCallId().value(),
        call.connectionId() == null ? null : call.connectionId().value());
  }

  /** Never fewer in a later revision: what was begun is charged. */
  private static Used detected(TenantId tenant, CallEnded call) {
    return new Used(
        key(tenant, call.callId(), LEAD, Meter.MACHINE_DETECTION),
        call.revision(),
        new Usage(
            Meter.MACHINE_DETECTION,
            LEAD,
            call.carrier(),
            call.direction(),
            call.destinationClass(),
            call.to(),
            call.machineDetections(),
            call.startedAt()),
        attribution(call));
  }

  private static Attribution attribution(CallEnded call) {
    return new Attribution(call.agentId(), call.agentName(), call.contactId(), call.campaignId());
  }

  /** A tariff does not count agents: who took a call over costs what every agent's leg does. */
  private static String ratedAs(LegName leg) {
    return leg != null && leg.isAgent() ? LegName.AGENT.wire() : name(leg);
  }

  /** A leg of a kind that this version does not know is a leg all the same. */
  private static String name(LegName leg) {
    return leg == null ? "other" : leg.wire();
  }

  /** A second leg of one name, as after a transfer, is a usage of its own. */
  private static String distinct(String name, Set<String> names) {
    String distinct = name;
    for (int n = 2; !names.add(distinct); n++) {
      distinct = name + "-" + n;
    }
    return distinct;
  }

  private static UsageKey key(TenantId tenant, String callId, String leg, Meter meter) {
    return new UsageKey(tenant, UsageKey.CALL, callId, leg, meter);
  }
}
