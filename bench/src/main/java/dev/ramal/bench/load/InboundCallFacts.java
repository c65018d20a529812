package dev.ramal.bench.load;

import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.Direction;
import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.carrier.CarrierCallAnswered;
import dev.ramal.events.carrier.CarrierCallEnded;
import dev.ramal.events.carrier.CarrierCallFact;
import dev.ramal.events.carrier.CarrierCallFact.LegIds;
import dev.ramal.events.carrier.CarrierCallFact.Parties;
import dev.ramal.events.carrier.CarrierCallRinging;
import dev.ramal.events.carrier.FactOrigin;
import dev.ramal.events.carrier.FactOrigin.RawCallback;
import java.time.Instant;

/** The facts of calls that come in, three each, as the gateway writes them for Twilio. */
public final class InboundCallFacts {
  public static final int FACTS_PER_CALL = InboundCallbacks.PER_CALL;

  private final InboundCallbacks callbacks;

  /**
   * @param series sets the calls of one feed apart from those of others
   */
  public InboundCallFacts(long series) {
    callbacks = new InboundCallbacks(series);
  }

  public Event<?> event(int call, int step) {
    TenantId tenant = Organizations.of(call);
    String sid = callbacks.sid(call);
    CarrierCallFact fact = fact(call, step, sid);
    return new Event<>(
        "twilio:bench-%s:%d".formatted(sid, step),
        "/webhook-gateway",
        sid,
        fact.occurredAt(),
        tenant,
        null,
        Topics.CALL_FACTS,
        tenant.value() + ":" + sid,
        (Record) fact);
  }

  private CarrierCallFact fact(int call, int step, String sid) {
    String from = Organizations.otherSide(call);
    String to = Organizations.numberOf(call);
    LegIds ids = new LegIds(null, null, new CarrierCallId(sid), null);
    Parties parties = new Parties(null, Direction.INBOUND, from, to);
    FactOrigin origin =
        new FactOrigin(
            Carrier.TWILIO,
            Organizations.connectionOf(call),
            callbacks.at(step),
            Instant.now(),
            step,
            new RawCallback(
                "application/x-www-form-urlencoded",
                InboundCallbacks.body(callbacks.form(call, step))));
    return switch (step) {
      case 0 -> new CarrierCallRinging(ids, parties, origin);
      case 1 -> new CarrierCallAnswered(ids, parties, null, origin);
      default ->
          new CarrierCallEnded(ids, parties, CallOutcome.COMPLETED, 37, 200, null, null, origin);
    };
  }
}
