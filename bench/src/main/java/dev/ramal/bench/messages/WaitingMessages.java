package dev.ramal.bench.messages;

import dev.ramal.bench.load.Organizations;
import dev.ramal.bench.room.Room;
import dev.ramal.servers.processes.ServerFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Messages that were accepted and wait for their turn, with their jobs, written as they lie in the
 * database; all are due with one commit.
 */
final class WaitingMessages {
  private static final String THREADS =
      """
      insert into conversation (tenant, id, contact, channel, last_message_at, created_at)
      select (%1$s)[1 + n %% %2$d], 'w' || ? || '-' || n, '+5521' || ? || n, 'SMS', now(), now()
      from generate_series(0, ? - 1) n
      """;

  private static final String MESSAGES =
      """
      insert into message (tenant, id, conversation_id, direction, channel, from_number, to_number,
        body, carrier, connection_id, created_at, state, segments)
      select (%1$s)[1 + n %% %2$d], 'w' || ? || '-' || n, 'w' || ? || '-' || n, 'OUTBOUND',
        'SMS', '+551140000' || lpad((n %% %2$d)::text, 3, '0'), '+5511980000000',
        'Sua proposta chegou', 'TWILIO', 'bench-' || n %% %2$d, now(), 'ACCEPTED', 1
      from generate_series(0, ? - 1) n
      """;

  private static final String JOBS =
      """
      insert into jobs (id, tenant, queue, kind, subject, unique_key, account, priority, payload,
        state, due_at, send_before)
      select 'w' || ? || '-' || n, (%1$s)[1 + n %% %2$d], 'messages', 'submit',
        'w' || ? || '-' || n, 'w' || ? || '-' || n, 'bench-' || n %% %2$d, 1, '{}', 'WAITING',
        now(), now() + interval '12 hours'
      from generate_series(0, ? - 1) n
      """;

  private static final String WAKE = "select pg_notify('kit_jobs', 'messages')";

  private WaitingMessages() {}

  /**
   * @return when they came due, just before the commit ({@link System#nanoTime})
   */
  static long store(Room room, String database, int messages, long series) {
    try (Connection connection = room.superuser(database);
        PreparedStatement threads = connection.prepareStatement(named(THREADS));
        PreparedStatement rows = connection.prepareStatement(named(MESSAGES));
        PreparedStatement jobs = connection.prepareStatement(named(JOBS));
        PreparedStatement wake = connection.prepareStatement(WAKE)) {
      connection.setAutoCommit(false);
      fill(threads, 2, messages, series);
      fill(rows, 2, messages, series);
      fill(jobs, 3, messages, series);
      wake.execute();
      long begin = System.nanoTime();
      connection.commit();
      return begin;
    } catch (SQLException e) {
      throw new ServerFailure("Postgres refused messages: " + e.getMessage(), e);
    }
  }

  private static void fill(PreparedStatement statement, int names, int messages, long series)
      throws SQLException {
    for (int i = 1; i <= names; i++) {
      statement.setString(i, "" + series);
    }
    statement.setInt(names + 1, messages);
    statement.executeUpdate();
  }

  private static String named(String sql) {
    return sql.formatted(SentMessages.organizations(), Organizations.COUNT);
  }
}
