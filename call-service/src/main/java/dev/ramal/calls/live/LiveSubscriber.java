package dev.ramal.calls.live;

import dev.ramal.calls.live.CallTimeline.TimelineEntry;
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
  private LiveAccess access;
  private boolean asked;
  private List<LiveFrame> heldBack = new ArrayList<>();
  private int unsent;
  private boolean ended;
  private volatile Instant heardAt;

  /**
   * @param mostWaiting how many entries may wait for the reader
   */
  LiveSubscriber(WebSocketConnection connection, LiveAccess access, int mostWaiting) {
    this.connection = connection;
    this.scope = access.scope();
    this.access = access;
    this.mostWaiting = mostWaiting;
    this.heardAt = connection.creationTime();
  }

  /** The same for as long as it is connected, whatever tokens come. */
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

  /** Asks once for a new token, when this one ends by then; not before the greeting. */
  synchronized void askForToken(Instant by) {
    if (!ended && heldBack == null && !asked && access.expiresAt().isBefore(by)) {
      asked = true;
      sendText(LiveMessages.reauthenticate(access.expiresAt()));
    }
  }

  /**
   * Takes a new token in the place of the one before.
   *
   * @return false for one that opens something else
   */
  synchronized boolean renew(LiveAccess renewed) {
    if (!access.opensTheSameAs(renewed)) {
      return false;
    }
    access = renewed;
    asked = false;
    if (!ended) {
      sendText(LiveMessages.authenticated(renewed.expiresAt()));
    }
    return true;
  }

  /**
   * @return false when more waits than may: the reader has to resume
   */
  synchronized boolean tell(LiveFrame frame) {
    if (ended) {
      return true;
    }
    if (heldBack != null) {
      heldBack.add(frame);
      return heldBack.size() <= mostWaiting;
    }
    send(frame);
    return unsent <= mostWaiting;
  }

  /** Tells what was missed, as fast as it is taken, then what was held back; each once. */
  Uni<Void> catchUp(List<LiveFrame> missed, String greeting) {
    return Multi.createBy()
        .concatenating()
        .streams(
            Multi.createFrom().item(greeting),
            Multi.createFrom().iterable(missed).map(LiveFrame::json))
        .onItem()
        .transformToUniAndConcatenate(connection::sendText)
        .onItem()
        .ignoreAsUni()
        .invoke(() -> goLive(missed));
  }

  private synchronized void goLive(List<LiveFrame> missed) {
    if (ended) {
      return;
    }
    Set<String> told = new HashSet<>();
    missed.forEach(frame -> told.add(frame.eventId()));
    heldBack.stream().filter(frame -> told.add(frame.eventId())).forEach(this::send);
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

  private void send(LiveFrame frame) {
    sendText(frame.json());
  }

  private void sendText(String json) {
    unsent++;
    connection
        .sendText(json)
        .subscribe()
        .with(done -> sent(), failure -> LOG.debugf("a subscriber went away: %s", failure));
  }

  private synchronized void sent() {
    unsent--;
  }
}
