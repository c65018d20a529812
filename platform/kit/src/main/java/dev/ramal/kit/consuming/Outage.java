package dev.ramal.kit.consuming;

import dev.ramal.kit.tenancy.SqlState;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells trouble of the database as a whole from trouble with one record. */
final class Outage {
  /** Serialization failure and deadlock: the same work succeeds when it is done again. */
  private static final Set<String> COLLISIONS = Set.of("40001", "40P01");

  /** Connection, read-only after a fail-over, login, no such database, resources, shutdown. */
  private static final List<String> OUTAGES = List.of("08", "25006", "28", "3D", "53", "57P");

  private Outage() {}

  static boolean is(Throwable failure) {
    Optional<String> state = SqlState.of(failure);
    if (state.isPresent()) {
      return isOutage(state.get());
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException || isLostConnection(cause)) {
        return true;
      }
    }
    return false;
  }

  /** How the client says that a connection was closed, refused, or could not be had in time. */
  private static boolean isLostConnection(Throwable cause) {
    return cause instanceof NoStackTraceThrowable
        || (cause instanceof VertxException && !(cause instanceof DatabaseException));
  }

  private static boolean isOutage(String state) {
    return COLLISIONS.contains(state) || OUTAGES.stream().anyMatch(state::startsWith);
  }
}
