package dev.ramal.calls.live;

import dev.ramal.events.EventJson;
import dev.ramal.kit.notify.NotificationListener;
import dev.ramal.kit.tenancy.TenantTransactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Brings news to the connections of this replica. Postgres notifies every replica of every commit,
 * so it does not matter which one a watcher is connected to, and nothing is shared between them.
 *
 * <p>Failure policy: at least once and in order of commits for as long as the signal connection
 * lives; after a gap watchers are disconnected and resume by event id. News repeat after a resume;
 * clients drop them by event id.
 */
@ApplicationScoped
class LiveFeed implements NotificationListener {
  private static final Logger LOG = Logger.getLogger(LiveFeed.class);

  /** A trigger of {@code call_news} notifies it. */
  static final String CHANNEL = "call_news";

  private static final String READY = "{\"type\":\"Ready\"}";
  private static final String RELOAD = "{\"type\":\"Reload\"}";

  private final TenantTransactions transactions;
  private final CallNews news;
  private final Map<String, Watcher> watchers = new ConcurrentHashMap<>();

  LiveFeed(TenantTransactions transactions, CallNews news) {
    this.transactions = transactions;
    this.news = news;
  }

  /** What travels on the channel. */
  record Signal(String tenant, NewsItem item) {}

  @Override
  public String channel() {
    return CHANNEL;
  }

  @Override
  public void heard(String payload) {
    if (watchers.isEmpty()) {
      return;
    }
    Signal signal = EventJson.read(payload, Signal.class);
    for (Watcher watcher : watchers.values()) {
      if (watcher.watches(signal.tenant(), signal.item())) {
        watcher.tell(signal.item());
      }
    }
  }

  @Override
  public void afterGap() {
    watchers.values().forEach(Watcher::mustResume);
  }

  /**
   * @param lastEventId what the client saw last; null for "from now on"
   */
  Uni<Void> join(String connectionId, Watcher watcher, String lastEventId) {
    watchers.put(connectionId, watcher);
    return missed(watcher, lastEventId)
        .invoke(
            missed ->
                watcher.caughtUp(missed.orElse(List.of()), missed.isPresent() ? READY : RELOAD))
        .onFailure()
        .invoke(
            failure -> {
              LOG.warnf("a watcher could not catch up: %s", failure);
              watcher.mustResume();
            })
        .replaceWithVoid();
  }

  void leave(String connectionId) {
    watchers.remove(connectionId);
  }

  /** Empty when the event is not known (any more) or too old: the client loads the list again. */
  private Uni<Optional<List<NewsItem>>> missed(Watcher watcher, String lastEventId) {
    if (lastEventId == null) {
      return Uni.createFrom().item(Optional.of(List.of()));
    }
    return transactions.inTenant(
        watcher.tenant(),
        session ->
            session
                .find(NewsRow.class, new NewsKey(watcher.tenant().value(), lastEventId))
                .chain(
                    seen ->
                        seen == null
                            ? Uni.createFrom().item(Optional.<List<NewsItem>>empty())
                            : news.since(
                                session, watcher.tenant(), lastEventId, watcher.agentId())));
  }
}
