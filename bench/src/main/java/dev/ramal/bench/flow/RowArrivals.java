package dev.ramal.bench.flow;

import dev.ramal.bench.room.Folders;
import dev.ramal.bench.room.Room;
import dev.ramal.servers.processes.ServerFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;

/** Asks the database ten times a second how many rows there are. */
public final class RowArrivals implements Arrivals {
  private static final long PAUSE_NANOS = 100_000_000;
  private static final long SILENCE_NANOS = 60_000_000_000L;

  private final Connection connection;
  private final PreparedStatement count;
  private final LongFunction<String> parameter;

  /**
   * @param sql counts the rows of one series, which is its parameter
   */
  public RowArrivals(Room room, String database, String sql, LongFunction<String> parameter) {
    this.parameter = parameter;
    try {
      connection = room.superuser(database);
      count = connection.prepareStatement(sql);
    } catch (SQLException e) {
      throw new ServerFailure("Postgres refused: " + e.getMessage(), e);
    }
  }

  @Override
  public long await(int subjects, long series, BooleanSupplier alive) {
    long last = System.nanoTime();
    long seen = 0;
    while (seen < subjects) {
      LockSupport.parkNanos(PAUSE_NANOS);
      long now = count(parameter.apply(series));
      if (now > seen) {
        seen = now;
        last = System.nanoTime();
      }
      if (!alive.getAsBoolean()) {
        throw new ServerFailure("the measured service ended while it was measured");
      }
      if (System.nanoTime() - last > SILENCE_NANOS) {
        throw new ServerFailure(
            "only %d of %d rows came; logs lie below %s".formatted(seen, subjects, Folders.all()));
      }
    }
    return last;
  }

  private long count(String value) {
    try {
      count.setString(1, value);
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new ServerFailure("Postgres refused: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new ServerFailure("Postgres refused: " + e.getMessage(), e);
    }
  }
}
