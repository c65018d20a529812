package dev.ramal.calls.signals;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.pgclient.PgConnection;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
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
class Signals {
  private static final Logger LOG = Logger.getLogger(Signals.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Pool pool;
  private final List<SignalListener> listeners;
  private final AtomicReference<SqlConnection> connection = new AtomicReference<>();
  private volatile boolean stopping;

  Signals(Pool pool, @All List<SignalListener> listeners) {
    this.pool = pool;
    this.listeners = listeners;
  }

  void start(@Observes StartupEvent ignored) {
    connect();
  }

  void stop(@Observes ShutdownEvent ignored) {
    stopping = true;
    SqlConnection open = connection.getAndSet(null);
    if (open != null) {
      letGo(open);
    }
  }

  @Scheduled(
      every = "${ramal.signals.ask-every:5S}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> ask() {
    SqlConnection open = connection.get();
    if (open == null) {
      return Uni.createFrom().voidItem();
    }
    return open.query("select 1 as signals")
        .execute()
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .replaceWithVoid()
        .onFailure()
        .invoke(
            failure -> {
              LOG.warnf("the connection for signals does not answer: %s", failure);
              lost(open);
              letGo(open);
            })
        .onFailure()
        .recoverWithNull();
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
    PgConnection.cast(opened)
        .notificationHandler(
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
        .invoke(() -> letGo(opened));
  }

  /** Once per connection, whoever notices first. */
  private void lost(SqlConnection gone) {
    if (connection.compareAndSet(gone, null)) {
      connectLater();
    }
  }

  /** Ends the session: one that went back to the pool would go on listening. */
  private static void letGo(SqlConnection open) {
    PgConnection.cast(open).notificationHandler(ignored -> {});
    open.query("select pg_terminate_backend(pg_backend_pid())")
        .execute()
        .onFailure()
        .recoverWithNull()
        .chain(open::close)
        .subscribe()
        .with(done -> {}, failure -> LOG.debugf("it was already gone: %s", failure));
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
