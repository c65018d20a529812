package dev.ramal.calls.live;

import dev.ramal.calls.live.CallTimeline.TimelineEntry;
import dev.ramal.events.EventJson;
import dev.ramal.kit.notify.NotificationListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Brings what was published to the connections of this replica. Postgres notifies every replica of
 * every commit, so it does not matter which one a subscriber is connected to, and nothing is shared
 * between them.
 *
 * <p>Failure policy: at least once and in order of commits for as long as the listening connection
 * lives; after a gap subscribers are disconnected and resume by event id. What was written beside
 * the last event that was seen may repeat after a resume; clients drop it by event id.
 */
@ApplicationScoped
class LiveBroadcaster implements NotificationListener {
  private static final Logger LOG = Logger.getLogger(LiveBroadcaster.class);

  /** A trigger of {@code call_news} notifies it. */
  static final String CHANNEL = "call_news";

  private final MissedEntries missed;
  private final LiveSubscribers subscribers;

  LiveBroadcaster(MissedEntries missed, LiveSubscribers subscribers) {
    this.missed = missed;
    this.subscribers = subscribers;
  }

  /** What travels on the channel. */
  record Notification(List<Told> told) {}

  /**
   * One entry on its way.
   *
   * @param item null for one too long to travel
   */
  record Told(String tenant, TimelineEntry item) {}

  @Override
  public String channel() {
    return CHANNEL;
  }

  @Override
  public void heard(String payload) {
    if (subscribers.isEmpty()) {
      return;
    }
    for (Told told : EventJson.read(payload, Notification.class).told()) {
      tell(subscribers.of(told.tenant()), told.item());
    }
  }

  private void tell(Collection<LiveSubscriber> watching, TimelineEntry entry) {
    if (watching.isEmpty()) {
      return;
    }
    if (entry == null) {
      watching.forEach(subscriber -> subscribers.end(subscriber, LiveEnd.GAP));
      return;
    }
    LiveFrame frame = new LiveFrame(entry.eventId(), EventJson.write(entry));
    for (LiveSubscriber subscriber : watching) {
      if (subscriber.wants(entry) && !subscriber.tell(frame)) {
        subscribers.end(subscriber, LiveEnd.BEHIND);
      }
    }
  }

  @Override
  public void afterGap() {
    subscribers.all().forEach(subscriber -> subscribers.end(subscriber, LiveEnd.GAP));
  }

  /**
   * @param lastEventId what the client saw last; null for "from now on"
   */
  void join(LiveSubscriber subscriber, String lastEventId) {
    if (!subscribers.add(subscriber)) {
      subscribers.end(subscriber, LiveEnd.CROWDED);
      return;
    }
    missed
        .since(subscriber.scope(), lastEventId)
        .chain(
            entries ->
                subscriber.catchUp(
                    entries.orElse(List.of()),
                    entries.isPresent() ? LiveMessages.READY : LiveMessages.RELOAD))
        .subscribe()
        .with(
            live -> {},
            failure -> {
              LOG.debugf("a subscriber could not catch up: %s", failure);
              subscribers.end(subscriber, LiveEnd.FAILED);
            });
  }

  void end(LiveSubscriber subscriber, LiveEnd why) {
    subscribers.end(subscriber, why);
  }

  void leave(LiveSubscriber subscriber) {
    subscribers.remove(subscriber);
  }
}
