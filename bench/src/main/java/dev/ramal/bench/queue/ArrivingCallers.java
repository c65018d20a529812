package dev.ramal.bench.queue;

import dev.ramal.bench.load.EventFeed;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.Event;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.carrier.CarrierCallFact.LegIds;
import dev.ramal.events.carrier.CarrierCallFact.Parties;
import dev.ramal.events.carrier.CarrierCallInitiated;
import dev.ramal.events.carrier.FactOrigin;
import dev.ramal.events.carrier.FactOrigin.RawCallback;
import java.time.Instant;

/** People who call a number of an organization, one a millisecond, as the gateway tells of them. */
final class ArrivingCallers {
  private final TenantId tenant;
  private final ConnectionId connection;
  private final String number;

  ArrivingCallers(TenantId tenant, String connection, String number) {
    this.tenant = tenant;
    this.connection = new ConnectionId(connection);
    this.number = number;
  }

  void call(String bootstrapServers, int callers) {
    Instant begin = Instant.now().minusMillis(callers);
    try (EventFeed feed = new EventFeed(bootstrapServers)) {
      for (int n = 0; n < callers; n++) {
        feed.send(event(n, begin.plusMillis(n)));
      }
      feed.flush();
    }
  }

  private Event<?> event(int caller, Instant at) {
    String sid = "CA%032x".formatted(0x5000_0000L + caller);
    LegIds ids = new LegIds(null, null, new CarrierCallId(sid), null);
    String from = "+55319%08d".formatted(60_000_000 + caller);
    FactOrigin origin =
        new FactOrigin(
            Carrier.TWILIO,
            connection,
            at,
            Instant.now(),
            0,
            new RawCallback("application/x-www-form-urlencoded", "CallSid=" + sid));
    return new Event<>(
        "twilio:bench-" + sid,
        "/webhook-gateway",
        sid,
        at,
        tenant,
        null,
        Topics.CALL_FACTS,
        tenant.value() + ":" + sid,
        new CarrierCallInitiated(ids, new Parties(null, Direction.INBOUND, from, number), origin));
  }
}
