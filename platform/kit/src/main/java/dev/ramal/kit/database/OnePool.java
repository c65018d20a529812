package dev.ramal.kit.database;

import io.quarkus.arc.properties.IfBuildProperty;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.pgclient.PgPool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

/**
 * Takes the pool once before anybody else does. ArC makes the proxy of a bean when it is first
 * asked for, without a lock: two threads at the start would hold two of them. Both lead to the same
 * pool, but whoever watches or replaces it (a test of round trips) would reach one of them alone.
 */
@ApplicationScoped
@IfBuildProperty(
    name = "quarkus.hibernate-orm.enabled",
    stringValue = "true",
    enableIfMissing = true)
class OnePool {
  /** Before consumers, schedules and relays start, each on a thread of its own. */
  void take(
      @Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE - 200) StartupEvent ignored,
      PgPool pool) {}
}
