package dev.ramal.bench.click;

import dev.ramal.bench.load.EventFeed;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Event;
import dev.ramal.events.LegName;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.carrier.CarrierCallEnded;
import dev.ramal.events.carrier.CarrierCallFact.LegIds;
import dev.ramal.events.carrier.CarrierCallFact.Parties;
import dev.ramal.events.carrier.FactOrigin;
import java.time.Instant;

/**
 * Tells that clicked calls are over, as the gateway does. An agent has one call at a time: without
 * it the calls of a whole run would be under way at once, and be counted at each click.
 */
record EndedClicks(EventFeed feed) implements AutoCloseable {
  /**
   * @param handle the carrier's, of the agent's leg
   */
  void tell(String tenant, String connection, String call, String handle) {
    Instant now = Instant.now();
    FactOrigin origin =
        new FactOrigin(Carrier.TWILIO, new ConnectionId(connection), now, now, 9, null);
    CarrierCallEnded ended =
        new CarrierCallEnded(
            new LegIds(call, LegName.AGENT, new CarrierCallId(handle), null),
            Parties.UNSAID,
            CallOutcome.COMPLETED,
            7,
            200,
            null,
            null,
            origin);
    feed.send(
        new Event<>(
            "twilio:click-" + handle,
            "/webhook-gateway",
            handle,
            now,
            new TenantId(tenant),
            null,
            Topics.CALL_FACTS,
            tenant + ":" + call,
            (Record) ended));
  }

  @Override
  public void close() {
    feed.close();
  }
}
