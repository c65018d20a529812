package dev.ramal.bench.messages;

import dev.ramal.bench.load.Organizations;
import dev.ramal.bench.room.Room;
import dev.ramal.servers.processes.ServerFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Messages that a carrier has taken, written as they lie in the database: to send so many through a
 * carrier would take longer than the measurement. A thread per message, as in a campaign.
 */
final class SentMessages {
  private static final String THREADS =
      """
      insert into conversation (tenant, id, contact, channel, last_message_at, created_at)
      select (%1$s)[1 + n %% %2$d], 'c' || ? || '-' || n, '+5511' || ? || n, 'SMS', now(), now()
      from generate_series(0, ? - 1) n
      """;

  private static final String MESSAGES =
      """
      insert into message (tenant, id, conversation_id, direction, channel, from_number, to_number,
        body, carrier, connection_id, carrier_message_id, created_at, state, segments)
      select (%1$s)[1 + n %% %2$d], ? || lpad(to_hex(n), 12, '0'), 'c' || ? || '-' || n, 'OUTBOUND',
        'SMS', '+551140000000', '+55219' || (80000000 + n), 'Sua proposta chegou', 'twilio',
        'bench-' || n %% %2$d, ? || lpad(to_hex(n), 16, '0'), now() - interval '2 minutes',
        'SENDING', 1
      from generate_series(0, ? - 1) n
      """;

  private SentMessages() {}

  static String id(long series, int message) {
    return prefix(series) + "%012x".formatted(message);
  }

  static String carrierId(long series, int message) {
    return "SM%016x".formatted(series) + "%016x".formatted(message);
  }

  static void store(Room room, String database, int messages, long series) {
    try (Connection connection = room.superuser(database);
        PreparedStatement threads = connection.prepareStatement(withNames(THREADS));
        PreparedStatement rows = connection.prepareStatement(withNames(MESSAGES))) {
      threads.setString(1, "" + series);
      threads.setString(2, "" + series);
      threads.setInt(3, messages);
      threads.executeUpdate();
      rows.setString(1, prefix(series));
      rows.setString(2, "" + series);
      rows.setString(3, "SM%016x".formatted(series));
      rows.setInt(4, messages);
      rows.executeUpdate();
    } catch (SQLException e) {
      throw new ServerFailure("Postgres refused messages: " + e.getMessage(), e);
    }
  }

  private static String withNames(String sql) {
    return sql.formatted(organizations(), Organizations.COUNT);
  }

  /** As an array of SQL. */
  static String organizations() {
    return IntStream.range(0, Organizations.COUNT)
        .mapToObj(number -> "'" + Organizations.of(number) + "'")
        .collect(Collectors.joining(", ", "array[", "]"));
  }

  private static String prefix(long series) {
    return new UUID(series << 16 | 0x7000, 0x8000_0000_0000_0000L).toString().substring(0, 24);
  }
}
