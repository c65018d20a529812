package dev.ramal.calls.live;

import dev.ramal.calls.live.CallTimeline.TimelineEntry;
import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** One open connection. Holds live entries back until what was missed has been sent. */
final class LiveSubscriber {
  private static final Logger LOG = Logger.getLogger(LiveSubscriber.class);
  private static final CloseReason RESUME = new CloseReason(1012, "resume with lastEventId");

  private final WebSocketConnection connection;
  private final TenantId tenant;
  private final String agentId;
  private List<TimelineEntry> heldBack = new ArrayList<>();

  /**
   * @param agentId whose calls only; null for everybody's
   */
  LiveSubscriber(WebSocketConnection connection, TenantId tenant, String agentId) {
    this.connection = connection;
    this.tenant = tenant;
    this.agentId = agentId;
  }

  TenantId tenant() {
    return tenant;
  }

  String agentId() {
    return agentId;
  }

  boolean wants(String otherTenant, TimelineEntry entry) {
    return tenant.value().equals(otherTenant)
        && (agentId == null || agentId.equals(entry.agentId()));
  }

  synchronized void tell(TimelineEntry entry) {
    if (heldBack != null) {
      heldBack.add(entry);
    } else {
      send(EventJson.write(entry));
    }
  }

  /** Tells what was missed and then what was held back, each once; live from here on. */
  synchronized void caughtUp(List<TimelineEntry> missed, String greeting) {
    send(greeting);
    Set<String> told = new HashSet<>();
    for (TimelineEntry entry : missed) {
      told.add(entry.eventId());
      send(EventJson.write(entry));
    }
    for (TimelineEntry entry : heldBack) {
      if (told.add(entry.eventId())) {
        send(EventJson.write(entry));
      }
    }
    heldBack = null;
  }

  /** Something may have been missed here; the client comes back and resumes. */
  void mustResume() {
    connection.close(RESUME).subscribe().with(done -> {}, failure -> {});
  }

  private void send(String text) {
    connection
        .sendText(text)
        .subscribe()
        .with(done -> {}, failure -> LOG.debugf("a subscriber went away: %s", failure));
  }
}
