package dev.ramal.kit.consuming;

import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;

/** Tells trouble of the database as a whole from trouble with one record. */
final class Outage {
  /** Serialization failure and deadlock: the same work succeeds when it is done again. */
  private static final Set<String> COLLISIONS = Set.of("40001", "40P01");

  private Outage() {}

  static boolean is(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException
          || cause instanceof io.vertx.core.impl.NoStackTraceThrowable) {
        return true;
      }
      if (cause instanceof PgException postgres && isOutage(postgres.getSqlState())) {
        return true;
      }
      String name = cause.getClass().getSimpleName();
      if (name.equals("ClosedConnectionException")
          || name.equals("ConnectionPoolTooBusyException")) {
        return true;
      }
    }
    return false;
  }

  /** Connection, resources, operator intervention. */
  private static boolean isOutage(String state) {
    return state != null
        && (state.startsWith("08")
            || state.startsWith("53")
            || state.startsWith("57P")
            || COLLISIONS.contains(state));
  }
}
