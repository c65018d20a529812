package dev.ramal.calls.signals;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * One connection that LISTENs for all listeners. A notification is delivered when its transaction
 * commits, to every replica.
 *
 * <p>Failure policy: notifications are lost while the connection is away. Listeners are told of the
 * gap and have a second way: the worker polls, live clients resume by event id.
 */
@ApplicationScoped
class Signals {
  private static final Logger LOG = Logger.getLogger(Signals.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Pool pool;
  private final List<SignalListener> listeners;
  private volatile boolean stopping;
  private volatile SqlConnection connection;

  Signals(Pool pool, @All List<SignalListener> listeners) {
    this.pool = pool;
    this.listeners = listeners;
  }

  void start(@Observes StartupEvent ignored) {
    connect();
  }

  void stop(@Observes ShutdownEvent ignored) {
    stopping = true;
    SqlConnection open = connection;
    if (open != null) {
      open.closeAndForget();
    }
  }

  private void connect() {
    pool.getConnection()
        .chain(this::listen)
        .subscribe()
        .with(
            done -> listeners.forEach(SignalListener::afterGap),
            failure -> {
              LOG.warnf("cannot listen for signals, trying again: %s", failure);
              connectLater();
            });
  }

  private Uni<Void> listen(SqlConnection opened) {
    connection = opened;
    PgConnection.cast(opened)
        .notificationHandler(
            heard ->
                listeners.stream()
                    .filter(listener -> listener.channel().equals(heard.getChannel()))
                    .forEach(listener -> listener.heard(heard.getPayload())));
    opened.closeHandler(this::connectLater);
    String channels =
        listeners.stream()
            .map(listener -> "listen " + listener.channel())
            .distinct()
            .collect(Collectors.joining(";"));
    return opened.query(channels).execute().replaceWithVoid();
  }

  private void connectLater() {
    if (!stopping) {
      Uni.createFrom()
          .voidItem()
          .onItem()
          .delayIt()
          .by(PAUSE)
          .subscribe()
          .with(ignored -> connect());
    }
  }
}
