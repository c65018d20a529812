package dev.ramal.kit.consuming;

import dev.ramal.kit.tenancy.SqlState;
import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;

/**
 * Tells trouble of the database as a whole from trouble with one record.
 *
 * <p>Failure policy: what is not known to be the database's trouble is the record's. A record taken
 * for an outage would be tried for ever and hold up everything behind it; an outage taken for a
 * record's trouble costs delayed retries.
 */
public final class DatabaseOutage {
  /**
   * Serialization failure, deadlock, lock and statement timeouts, a session that was ended because
   * it stood still: the same work succeeds when it is done again.
   */
  private static final Set<String> COLLISIONS =
      Set.of(
          "40001",
          SqlState.DEADLOCK_DETECTED,
          SqlState.LOCK_NOT_AVAILABLE,
          SqlState.QUERY_CANCELED,
          "25P03");

  /** Connection, read-only after a fail-over, login, no such database, resources, shutdown. */
  private static final List<String> OUTAGES = List.of("08", "25006", "28", "3D", "53", "57P");

  /** How a connection fails to open or breaks; a file or JSON fails with an IOException, too. */
  private static final List<Class<? extends IOException>> OF_THE_NETWORK =
      List.of(
          SocketException.class,
          SocketTimeoutException.class,
          UnknownHostException.class,
          ClosedChannelException.class,
          SSLException.class);

  /** How the client refuses a statement's parameters before it asks the database. */
  private static final List<String> REFUSED_HERE =
      List.of("Parameter at position", "The number of parameters");

  private DatabaseOutage() {}

  /** Whether the same work would succeed when the database is well again. */
  public static boolean is(Throwable failure) {
    Optional<String> state = SqlState.of(failure);
    if (state.isPresent()) {
      return isOutage(state.get());
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (isOfTheNetwork(cause) || isLostConnection(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfTheNetwork(Throwable cause) {
    return OF_THE_NETWORK.stream().anyMatch(kind -> kind.isInstance(cause));
  }

  /** How the client says that a connection was closed, refused, or could not be had in time. */
  private static boolean isLostConnection(Throwable cause) {
    boolean ofTheClient =
        cause instanceof NoStackTraceThrowable
            || (cause instanceof VertxException && !(cause instanceof DatabaseException));
    return ofTheClient
        && (cause.getMessage() == null
            || REFUSED_HERE.stream().noneMatch(cause.getMessage()::startsWith));
  }

  private static boolean isOutage(String state) {
    return COLLISIONS.contains(state) || OUTAGES.stream().anyMatch(state::startsWith);
  }
}
