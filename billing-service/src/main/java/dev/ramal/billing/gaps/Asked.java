package dev.ramal.billing.gaps;

import dev.ramal.billing.rating.Meter;
import dev.ramal.billing.rating.Usage;
import dev.ramal.events.Carrier;
import dev.ramal.events.Direction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A usage that may happen, of which a tariff should say what it costs.
 *
 * @param leg null where it means nothing, as for the next two
 */
record Asked(
    Meter meter, String leg, Direction direction, Carrier carrier, Destination destination) {
  private static final String LEAD = "lead";
  private static final String AGENT = "agent";
  private static final Destination NOWHERE = new Destination("", "", null, null);
  private static final List<Meter> EXTRAS =
      List.of(
          Meter.RECORDING_GB_MONTH,
          Meter.RECORDING_MINUTE,
          Meter.TRANSCRIPTION_MINUTE,
          Meter.SENTIMENT_MINUTE,
          Meter.INFRASTRUCTURE_MONTH);

  /** All of the reference list, with each of the carriers. */
  static List<Asked> all(List<Carrier> carriers) {
    List<Asked> all = new ArrayList<>();
    for (Carrier carrier : carriers) {
      calls(all, carrier);
      messages(all, carrier);
      add(all, Meter.MACHINE_DETECTION, LEAD, Direction.OUTBOUND, carrier, List.of(NOWHERE));
      add(all, Meter.NUMBER_MONTH, null, null, carrier, ReferenceDestinations.numbers());
    }
    for (Meter extra : EXTRAS) {
      add(all, extra, null, null, null, List.of(NOWHERE));
    }
    return all;
  }

  Usage at(Instant instant) {
    return new Usage(
        meter,
        leg,
        carrier,
        direction,
        destination.destinationClass(),
        destination.number(),
        meter.unitsPerRate(),
        instant);
  }

  private static void calls(List<Asked> all, Carrier carrier) {
    add(all, Meter.VOICE_MINUTE, LEAD, Direction.OUTBOUND, carrier, ReferenceDestinations.called());
    add(all, Meter.VOICE_MINUTE, LEAD, Direction.INBOUND, carrier, ReferenceDestinations.calling());
    for (Direction direction : Direction.values()) {
      add(all, Meter.VOICE_MINUTE, AGENT, direction, carrier, ReferenceDestinations.agents());
    }
  }

  private static void messages(List<Asked> all, Carrier carrier) {
    add(all, Meter.MESSAGE_SEGMENT, null, Direction.OUTBOUND, carrier, ReferenceDestinations.sms());
    add(
        all,
        Meter.MESSAGE_SEGMENT,
        null,
        Direction.OUTBOUND,
        carrier,
        ReferenceDestinations.whatsApp());
    add(
        all,
        Meter.MESSAGE_SEGMENT,
        null,
        Direction.INBOUND,
        carrier,
        ReferenceDestinations.writing());
  }

  private static void add(
      List<Asked> all,
      Meter meter,
      String leg,
      Direction direction,
      Carrier carrier,
      List<Destination> destinations) {
    destinations.forEach(to -> all.add(new Asked(meter, leg, direction, carrier, to)));
  }
}
