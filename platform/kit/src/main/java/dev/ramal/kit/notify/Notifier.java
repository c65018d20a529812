package dev.ramal.kit.notify;

import io.quarkus.arc.properties.IfBuildProperty;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Tells the listeners of all processes, beside the transactions: a NOTIFY inside a transaction
 * makes all commits of the database wait for each other. To be called after a commit ({@link
 * dev.ramal.kit.tenancy.Sql#afterCommit}). What is told at the same time goes together, each thing
 * once.
 *
 * <p>Failure policy: what could not be told is lost; listeners have a second way.
 */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
public class Notifier {
  private static final Logger LOG = Logger.getLogger(Notifier.class);

  /** The first is told at once; those that follow closely wait for each other. */
  private static final Duration GATHER = Duration.ofMillis(10);

  private static final String TELL =
      "select pg_notify(channel, payload) from unnest($1::text[], $2::text[]) as t (channel,"
          + " payload)";

  private final Pool pool;
  private final Set<Notice> waiting = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean busy = new AtomicBoolean();

  private record Notice(String channel, String payload) {}

  Notifier(Pool pool) {
    this.pool = pool;
  }

  /**
   * @param payload empty for none
   */
  public void tell(String channel, String payload) {
    waiting.add(new Notice(channel, payload));
    tellWaiting();
  }

  private void tellWaiting() {
    if (waiting.isEmpty() || !busy.compareAndSet(false, true)) {
      return;
    }
    List<Notice> now = new ArrayList<>(waiting);
    now.forEach(waiting::remove);
    pool.preparedQuery(TELL)
        .execute(
            Tuple.of(
                now.stream().map(Notice::channel).toArray(String[]::new),
                now.stream().map(Notice::payload).toArray(String[]::new)))
        .onFailure()
        .invoke(failure -> LOG.debugf("listeners could not be told: %s", failure))
        .onFailure()
        .recoverWithNull()
        .onItem()
        .delayIt()
        .by(GATHER)
        .subscribe()
        .with(
            done -> {
              busy.set(false);
              tellWaiting();
            });
  }
}
