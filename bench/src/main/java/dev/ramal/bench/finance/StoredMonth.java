package dev.ramal.bench.finance;

import dev.ramal.bench.room.Room;
import dev.ramal.servers.processes.ServerFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * A month of one organization as it lies in the database, a call a line: half of them over each
 * carrier, with agents, campaigns and, of four in five, the price that the carrier has named.
 */
final class StoredMonth {
  static final String MONTH =
      YearMonth.now(ZoneId.of("America/Sao_Paulo")).minusMonths(1).toString();

  private static final int AT_ONCE = 100_000;

  private static final String AT =
      "(timestamptz '%s-02 12:00:00Z' + i %% 2000000 * interval '1 second')";

  /** Seconds and the carrier's price in dollars follow from the number of the call. */
  private static final String SECONDS = "(5 + i % 600)";

  private static final String COST = "round(" + SECONDS + " * 0.0002, 6)";

  private static final String USES =
      """
      insert into metered_uses (usage_id, tenant, subject, subject_id, leg, meter, status,
        destination_class, occurred_at, party, carrier, carrier_ref, connection_id, state)
      select md5('bench-' || i)::uuid, 'aurora', 'call', 'bench-' || i, 'lead', 'voice-minute',
        'RATED', 'mobile', {at}, {party}, 'twilio', {reference}, 'connection-1',
        jsonb_build_object('revision', 0, 'status', 'RATED',
          'usage', jsonb_build_object('meter', 'voice-minute', 'leg', 'lead', 'carrier', 'twilio',
            'direction', 'outbound', 'destinationClass', 'mobile', 'party', {party},
            'quantity', {seconds}, 'occurredAt', {at}),
          'realCost', jsonb_build_object('amount', ({cost})::text, 'currency', 'USD'),
          'standing', jsonb_build_object('entries', 2, 'quantity', {seconds}, 'billedQuantity', {seconds},
            'cost', jsonb_build_object('amount', round({cost} * 5.8, 6)::text, 'currency', 'BRL'),
            'price', jsonb_build_object('amount', '0.300000', 'currency', 'BRL'),
            'costIsReal', true))
      from generate_series(?::int, ?::int) i
      """;

  private static final String ENTRIES =
      """
      insert into ledger_entries (id, tenant, usage_id, number, kind, revision, month, subject,
        subject_id, leg, meter, carrier, direction, destination_class, party, agent_id, agent_name,
        campaign_id, used_quantity, occurred_at, quantity, billed_quantity, cost, price, explanation,
        causation, recorded_at)
      select md5('entry-' || i)::uuid, 'aurora', md5('bench-' || i)::uuid, 1, 'usage', 0, '{month}',
        'call', 'bench-' || i, 'lead', 'voice-minute', (array['twilio', 'telnyx'])[1 + i % 2],
        'outbound', (array['mobile', 'landline', 'mobile-sp-rj', 'international-US'])[1 + i / 2 % 4],
        {party}, 'agent-' || i % 200, 'Agent ' || i % 200, 'campaign-' || i % 20, {seconds}, {at}, {seconds},
        6 * (({seconds} + 5) / 6), {cost}, round({seconds} * 0.005, 6), 'x', 'x', now()
      from generate_series(?::int, ?::int) i
      """;

  private StoredMonth() {}

  /** What was used, and nothing of it in the ledger. */
  static void uses(Room room, String database, int lines) {
    fill(room, database, USES, lines, "metered_uses");
  }

  /** The ledger, with its sums, and nothing of what was metered. */
  static void entries(Room room, String database, int lines) {
    fill(room, database, ENTRIES, lines, "ledger_entries");
  }

  private static void fill(Room room, String database, String sql, int lines, String table) {
    String whole =
        sql.replace("{at}", AT.formatted(MONTH))
            .replace("{party}", "'+55119' || lpad((i % 9999999)::text, 8, '0')")
            .replace("{reference}", "'CA' || md5(i::text)")
            .replace("{cost}", COST)
            .replace("{seconds}", SECONDS)
            .replace("{month}", MONTH);
    try (Connection connection = room.superuser(database);
        PreparedStatement insert = connection.prepareStatement(whole);
        Statement analyze = connection.createStatement()) {
      for (int from = 1; from <= lines; from += AT_ONCE) {
        insert.setInt(1, from);
        insert.setInt(2, Math.min(lines, from + AT_ONCE - 1));
        insert.executeUpdate();
      }
      analyze.execute("analyze " + table);
    } catch (SQLException e) {
      throw new ServerFailure("the month cannot be stored: " + e.getMessage(), e);
    }
  }
}
