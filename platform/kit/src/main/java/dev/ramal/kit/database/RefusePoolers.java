package dev.ramal.kit.database;

import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.pgclient.PgConnection;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;

/**
 * Does not start behind a pooler that hands a connection from one client to the next. The outbox
 * relay holds locks of its session, listeners LISTEN on theirs: behind such a pooler two relays
 * would send at once and nobody would be notified, without an error.
 *
 * <p>A pooler answers in Postgres' place and gives the session a process id of its own, which is
 * how it is known.
 */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
class RefusePoolers {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final DatabaseConnections database;
  private final DatabaseConfig config;

  RefusePoolers(DatabaseConnections database, DatabaseConfig config) {
    this.database = database;
    this.config = config;
  }

  /** Before relays, consumers and listeners start. */
  void atStart(
      @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE - 100) StartupEvent ignored) {
    if (!config.sessionPooler()) {
      PgConnection session = database.openSession();
      try {
        check(session).await().atMost(PATIENCE);
      } finally {
        session.closeAndForget();
      }
    }
  }

  /** Fails when somebody else answers for Postgres. */
  static Uni<Void> check(PgConnection session) {
    return session
        .query("select pg_backend_pid()")
        .execute()
        .map(rows -> rows.iterator().next().getInteger(0))
        .invoke(
            real -> {
              if (real != session.processId()) {
                throw new IllegalStateException(
                    "A pooler such as PgBouncer stands between this service and Postgres. The"
                        + " outbox relay's locks and LISTEN need sessions of their own: connect to"
                        + " Postgres itself, or let the pooler work in session mode and set"
                        + " ramal.database.session-pooler=true.");
              }
            })
        .replaceWithVoid();
  }
}
