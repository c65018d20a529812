package dev.ramal.calls.live;

import dev.ramal.calls.live.CallTimeline.TimelineEntry;
import dev.ramal.events.EventJson;
import dev.ramal.kit.access.AccessScope;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * One open connection. Holds live entries back until what was missed has been taken, and keeps no
 * more for its reader than a bound: one that falls behind is told to resume.
 */
final class LiveSubscriber {
  private static final Logger LOG = Logger.getLogger(LiveSubscriber.class);

  private final WebSocketConnection connection;
  private final AccessScope scope;
  private final int mostWaiting;
  private List<TimelineEntry> heldBack = new ArrayList<>();
  private int unsent;
  private boolean ended;
  private volatile Instant heardAt;

  /**
   * @param mostWaiting how many entries may wait for the reader
   */
  LiveSubscriber(WebSocketConnection connection, AccessScope scope, int mostWaiting) {
    this.connection = connection;
    this.scope = scope;
    this.mostWaiting = mostWaiting;
    this.heardAt = connection.creationTime();
  }

  AccessScope scope() {
    return scope;
  }

  String connectionId() {
    return connection.id();
  }

  /** An answer to a ping. */
  void heard(Instant now) {
    heardAt = now;
  }

  boolean silentSince(Instant before) {
    return heardAt.isBefore(before);
  }

  boolean wants(TimelineEntry entry) {
    return scope.mayRead(entry.agentId());
  }

  /**
   * @return false when more waits than may: the reader has to resume
   */
  synchronized boolean tell(TimelineEntry entry) {
    if (ended) {
      return true;
    }
    if (heldBack != null) {
      heldBack.add(entry);
      return heldBack.size() <= mostWaiting;
    }
    send(EventJson.write(entry));
    return unsent <= mostWaiting;
  }

  /** Tells what was missed, as fast as it is taken, then what was held back; each once. */
  Uni<Void> catchUp(List<TimelineEntry> missed, String greeting) {
    return Multi.createBy()
        .concatenating()
        .streams(
            Multi.createFrom().item(greeting),
            Multi.createFrom().iterable(missed).map(EventJson::write))
        .onItem()
        .transformToUniAndConcatenate(connection::sendText)
        .onItem()
        .ignoreAsUni()
        .invoke(() -> goLive(missed));
  }

  private synchronized void goLive(List<TimelineEntry> missed) {
    if (ended) {
      return;
    }
    Set<String> told = new HashSet<>();
    missed.forEach(entry -> told.add(entry.eventId()));
    Stream<TimelineEntry> rest = heldBack.stream().filter(entry -> told.add(entry.eventId()));
    rest.forEach(entry -> send(EventJson.write(entry)));
    heldBack = null;
  }

  /**
   * Tells nothing more from now on and says goodbye after a while; whoever does not take even that
   * in time is cut off.
   *
   * @return false when it was closed before
   */
  boolean close(CloseReason reason, Duration after, Duration within) {
    if (!mute()) {
      return false;
    }
    Uni<Void> begin = Uni.createFrom().voidItem();
    (after.isZero() ? begin : begin.onItem().delayIt().by(after))
        .chain(() -> connection.close(reason).ifNoItem().after(within).fail())
        .subscribe()
        .with(done -> {}, failure -> LiveTransport.cut(connection));
    return true;
  }

  private synchronized boolean mute() {
    boolean before = ended;
    ended = true;
    heldBack = null;
    return !before;
  }

  private void send(String text) {
    unsent++;
    connection
        .sendText(text)
        .subscribe()
        .with(done -> sent(), failure -> LOG.debugf("a subscriber went away: %s", failure));
  }

  private synchronized void sent() {
    unsent--;
  }
}
