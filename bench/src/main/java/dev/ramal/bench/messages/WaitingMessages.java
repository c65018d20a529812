package dev.ramal.bench.messages;

import dev.ramal.bench.load.Organizations;
import dev.ramal.bench.room.Room;
import dev.ramal.servers.processes.ServerFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Messages that were accepted and wait for their turn, with their jobs, written as they lie in the
 * database; all are due with one commit. Each goes to a contact of its own.
 */
final class WaitingMessages {
  private static final String THREADS =
      """
      insert into conversation (tenant, id, contact, channel, last_message_at, created_at)
      select (%1$s)[1 + n %% %2$d], 'w%3$d-' || n, '+55119' || (%4$d + n), 'SMS', now(), now()
      from generate_series(0, %5$d - 1) n
      """;

  private static final String MESSAGES =
      """
      insert into message (tenant, id, conversation_id, direction, channel, from_number, to_number,
        body, carrier, connection_id, created_at, state, segments)
      select (%1$s)[1 + n %% %2$d], 'w%3$d-' || n, 'w%3$d-' || n, 'OUTBOUND', 'SMS',
        '+551140000' || lpad((n %% %2$d)::text, 3, '0'), '+55119' || (%4$d + n),
        'Sua proposta chegou', 'TWILIO', 'bench-' || n %% %2$d, now(), 'ACCEPTED', 1
      from generate_series(0, %5$d - 1) n
      """;

  private static final String JOBS =
      """
      insert into jobs (id, tenant, queue, kind, subject, unique_key, account, priority, payload,
        state, due_at, send_before)
      select 'w%3$d-' || n, (%1$s)[1 + n %% %2$d], 'messages', 'submit', 'w%3$d-' || n,
        'w%3$d-' || n, 'bench-' || n %% %2$d || '/+551140000' || lpad((n %% %2$d)::text, 3, '0'), 1,
        '{}', 'WAITING', now(), now() + interval '12 hours'
      from generate_series(0, %5$d - 1) n
      """;

  private static final String FORGET_QUESTIONS = "update message set ask_at = null";

  private static final String FORGET_QUESTION_JOBS =
      "delete from jobs where queue in ('message-prices', 'message-statuses')";

  private static final String WAKE = "select pg_notify('kit_jobs', 'messages')";

  private WaitingMessages() {}

  /**
   * What would be asked about the messages that are there, such as the price of each that has
   * arrived, is not asked: tens of thousands of questions would go to the carrier beside what is
   * handed over.
   */
  static void aloneFromNowOn(Room room, String database) {
    try (Connection connection = room.superuser(database);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(FORGET_QUESTIONS);
      statement.executeUpdate(FORGET_QUESTION_JOBS);
    } catch (SQLException e) {
      throw new ServerFailure("Postgres refused: " + e.getMessage(), e);
    }
  }

  /**
   * @return when they came due, just before the commit ({@link System#nanoTime})
   */
  static long store(Room room, String database, int messages, long series) {
    int first = Contacts.take(messages);
    try (Connection connection = room.superuser(database);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (String sql : new String[] {THREADS, MESSAGES, JOBS}) {
        statement.executeUpdate(
            sql.formatted(
                SentMessages.organizations(), Organizations.COUNT, series, first, messages));
      }
      statement.execute(WAKE);
      long begin = System.nanoTime();
      connection.commit();
      return begin;
    } catch (SQLException e) {
      throw new ServerFailure("Postgres refused messages: " + e.getMessage(), e);
    }
  }
}
