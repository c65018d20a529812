package dev.ramal.calls.live;

import dev.ramal.events.EventJson;
import dev.ramal.kit.notify.NotificationListener;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Brings what was published to the connections of this replica. Postgres notifies every replica of
 * every commit, so it does not matter which one a subscriber is connected to, and nothing is shared
 * between them.
 *
 * <p>Failure policy: at least once and in order of commits for as long as the listening connection
 * lives; after a gap subscribers are disconnected and resume by event id. Entries repeat after a
 * resume; clients drop them by event id.
 */
@ApplicationScoped
class LiveBroadcaster implements NotificationListener {
  private static final Logger LOG = Logger.getLogger(LiveBroadcaster.class);

  /** A trigger of {@code call_news} notifies it. */
  static final String CHANNEL = "call_news";

  private static final String READY = "{\"type\":\"Ready\"}";
  private static final String RELOAD = "{\"type\":\"Reload\"}";

  private final TenantTransactions transactions;
  private final CallTimeline timeline;
  private final Map<String, LiveSubscriber> subscribers = new ConcurrentHashMap<>();

  LiveBroadcaster(TenantTransactions transactions, CallTimeline timeline) {
    this.transactions = transactions;
    this.timeline = timeline;
  }

  /** What travels on the channel. */
  record Notification(String tenant, TimelineEntry item) {}

  @Override
  public String channel() {
    return CHANNEL;
  }

  @Override
  public void heard(String payload) {
    if (subscribers.isEmpty()) {
      return;
    }
    Notification heard = EventJson.read(payload, Notification.class);
    for (LiveSubscriber subscriber : subscribers.values()) {
      if (subscriber.wants(heard.tenant(), heard.item())) {
        subscriber.tell(heard.item());
      }
    }
  }

  @Override
  public void afterGap() {
    subscribers.values().forEach(LiveSubscriber::mustResume);
  }

  /**
   * @param lastEventId what the client saw last; null for "from now on"
   */
  Uni<Void> join(String connectionId, LiveSubscriber subscriber, String lastEventId) {
    subscribers.put(connectionId, subscriber);
    return missed(subscriber, lastEventId)
        .invoke(
            missed ->
                subscriber.caughtUp(missed.orElse(List.of()), missed.isPresent() ? READY : RELOAD))
        .onFailure()
        .invoke(
            failure -> {
              LOG.warnf("a subscriber could not catch up: %s", failure);
              subscriber.mustResume();
            })
        .replaceWithVoid();
  }

  void leave(String connectionId) {
    subscribers.remove(connectionId);
  }

  /** Empty when the event is not known (any more) or too old: the client loads the list again. */
  private Uni<Optional<List<TimelineEntry>>> missed(LiveSubscriber subscriber, String lastEventId) {
    if (lastEventId == null) {
      return Uni.createFrom().item(Optional.of(List.of()));
    }
    return transactions.inTenant(
        subscriber.tenant(),
        session ->
            session
                .find(TimelineRow.class, RowKey.of(subscriber.tenant(), lastEventId))
                .chain(
                    seen ->
                        seen == null
                            ? Uni.createFrom().item(Optional.<List<TimelineEntry>>empty())
                            : timeline.since(
                                session, subscriber.tenant(), lastEventId, subscriber.agentId())));
  }
}
