package dev.ramal.calls.live;

import dev.ramal.testkit.Postgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.websockets.next.WebSocketConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** The live feed of a second replica: it listens by itself and has readers of its own. */
final class OtherReplica implements AutoCloseable {
  private final LiveConfig config;
  private final LiveBroadcaster broadcaster;
  private final Connection listening;
  private final Thread hearing = new Thread(this::hear, "other-replica");
  private volatile boolean stopping;

  OtherReplica(LiveConfig config, MissedEntries missed) throws SQLException {
    this.config = config;
    this.broadcaster =
        new LiveBroadcaster(missed, new LiveSubscribers(config, new SimpleMeterRegistry()));
    this.listening = Postgres.database("calls").connect();
    try (Statement statement = listening.createStatement()) {
      statement.execute("listen " + LiveBroadcaster.CHANNEL);
    }
    hearing.start();
  }

  /** Serves a socket that no other replica serves. */
  void join(WebSocketConnection socket, LiveSubscriber before, String lastEventId) {
    LiveAccess access = new LiveAccess(before.scope(), Set.of(), Instant.MAX);
    broadcaster.join(new LiveSubscriber(socket, access, config.mostWaiting()), lastEventId);
  }

  private void hear() {
    try {
      while (!stopping) {
        PGNotification[] told = listening.unwrap(PGConnection.class).getNotifications(50);
        for (PGNotification one : told == null ? new PGNotification[0] : told) {
          broadcaster.heard(one.getParameter());
        }
      }
    } catch (SQLException e) {
      broadcaster.afterGap();
    }
  }

  @Override
  public void close() throws SQLException {
    stopping = true;
    try {
      hearing.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    listening.close();
  }
}
