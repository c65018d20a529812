package dev.ramal.kit.notify;

import dev.ramal.kit.database.DatabaseConnections;
import io.quarkus.arc.All;
import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.pgclient.PgConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * One connection that LISTENs for all listeners. A notification is delivered when its transaction
 * commits, to every replica.
 *
 * <p>Failure policy: notifications are lost while the connection is away. Listeners are told of the
 * gap and have a second way: the worker polls, live clients resume by event id. A connection that
 * only listens never notices that the other end has gone, so it is asked every few seconds and
 * given up when it does not answer.
 */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
class PgNotifications {
  private static final Logger LOG = Logger.getLogger(PgNotifications.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final DatabaseConnections database;
  private final Vertx vertx;
  private final NotificationConfig config;
  private final List<NotificationListener> listeners;
  private final AtomicReference<PgConnection> connection = new AtomicReference<>();
  private volatile boolean stopping;
  private volatile long timer = -1;

  PgNotifications(
      DatabaseConnections database,
      Vertx vertx,
      NotificationConfig config,
      @All List<NotificationListener> listeners) {
    this.database = database;
    this.vertx = vertx;
    this.config = config;
    this.listeners = listeners.stream().filter(NotificationListener::isWanted).toList();
  }

  void start(@Observes StartupEvent ignored) {
    if (!listeners.isEmpty()) {
      connect();
      timer = vertx.setPeriodic(config.askEvery().toMillis(), tick -> ask());
    }
  }

  void stop(@Observes ShutdownEvent ignored) {
    stopping = true;
    vertx.cancelTimer(timer);
    PgConnection open = connection.getAndSet(null);
    if (open != null) {
      open.closeAndForget();
    }
  }

  /** Twice at once does no harm: whoever notices first reconnects. */
  void ask() {
    PgConnection open = connection.get();
    if (open != null) {
      open.query("select 1 as notifications")
          .execute()
          .ifNoItem()
          .after(PATIENCE)
          .fail()
          .subscribe()
          .with(
              alive -> {},
              failure -> {
                LOG.warnf("the connection for notifications does not answer: %s", failure);
                lost(open);
                open.closeAndForget();
              });
    }
  }

  private void connect() {
    database
        .session()
        .chain(this::listen)
        .subscribe()
        .with(
            done -> listeners.forEach(NotificationListener::afterGap),
            failure -> {
              LOG.warnf("cannot listen for notifications, trying again: %s", failure);
              connectLater();
            });
  }

  private Uni<Void> listen(PgConnection opened) {
    opened.notificationHandler(
        heard ->
            listeners.stream()
                .filter(listener -> listener.channel().equals(heard.getChannel()))
                .forEach(listener -> listener.heard(heard.getPayload())));
    String channels =
        listeners.stream()
            .map(listener -> "listen " + listener.channel())
            .distinct()
            .collect(Collectors.joining(";"));
    return opened
        .query(channels)
        .execute()
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .replaceWithVoid()
        .invoke(
            () -> {
              connection.set(opened);
              opened.closeHandler(() -> lost(opened));
            })
        .onFailure()
        .invoke(opened::closeAndForget);
  }

  /** Once per connection, whoever notices first. */
  private void lost(PgConnection gone) {
    if (connection.compareAndSet(gone, null)) {
      connectLater();
    }
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
