package dev.ramal.calls.live;

import dev.ramal.events.EventJson;
import dev.ramal.events.TenantId;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** One open connection. Holds live news back until what was missed has been told. */
final class Watcher {
  private static final Logger LOG = Logger.getLogger(Watcher.class);
  private static final CloseReason RESUME = new CloseReason(1012, "resume with lastEventId");

  private final WebSocketConnection connection;
  private final TenantId tenant;
  private final String agentId;
  private List<NewsItem> heldBack = new ArrayList<>();

  /**
   * @param agentId whose calls only; null for everybody's
   */
  Watcher(WebSocketConnection connection, TenantId tenant, String agentId) {
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

  boolean watches(String otherTenant, NewsItem item) {
    return tenant.value().equals(otherTenant)
        && (agentId == null || agentId.equals(item.agentId()));
  }

  synchronized void tell(NewsItem item) {
    if (heldBack != null) {
      heldBack.add(item);
    } else {
      send(EventJson.write(item));
    }
  }

  /** Tells what was missed and then what was held back, each once; live from here on. */
  synchronized void caughtUp(List<NewsItem> missed, String greeting) {
    send(greeting);
    Set<String> told = new HashSet<>();
    for (NewsItem item : missed) {
      told.add(item.eventId());
      send(EventJson.write(item));
    }
    for (NewsItem item : heldBack) {
      if (told.add(item.eventId())) {
        send(EventJson.write(item));
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
        .with(done -> {}, failure -> LOG.debugf("a watcher went away: %s", failure));
  }
}
