package dev.ramal.bench.billing;

import dev.ramal.bench.load.Organizations;
import dev.ramal.bench.room.Room;
import dev.ramal.servers.processes.ServerFailure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * What watches over a ledger: of every organization three budgets and two velocity rules, none of
 * which is ever reached, and the seals. They count everything and stop nothing, so that a guarded
 * ledger has as many lines as one that is not.
 */
record Guards(Room room, String database) {
  /** Settings of an instance whose entries are given no hash while it is measured. */
  static final Map<String, String> NEVER_SEALED = Map.of("ramal.billing.chain.seal-every", "10h");

  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(120);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private static final String BUDGETS =
      """
      insert into budget_versions (tenant, budget_id, version, from_month, withdrawn, name, scope,
        subjects, measure, amount, thresholds, percents, hard_stop, changed_by, changed_at)
      select tenant, gen_random_uuid(), 1, '2020-01', false, scope, scope, subjects, measure,
        900000000, '{50,80}', '{50,80,100}', true, 'bench', now()
      from unnest(?::text[]) tenant cross join (values
        ('organization', '{}'::text[], 'price'),
        ('agents', '{7d1f0c2e-2c39-4f53-8e38-6f6d0a4f1b11}', 'cost'),
        ('campaign', '{bench}', 'price')) as of (scope, subjects, measure)
      """;

  private static final String RULES =
      """
      insert into velocity_rules (tenant, id, name, prefixes, window_minutes, most_spent,
        most_seconds, blocks, changed_by, changed_at)
      select tenant, gen_random_uuid(), name, prefixes, 60, 900000000, 900000000000, true, 'bench',
        now()
      from unnest(?::text[]) tenant cross join (values
        ('home', '{+5511}'::text[]), ('abroad', '{}')) as of (name, prefixes)
      """;

  private static final String UNSEALED =
      """
      select (select count(*) from ledger_entries) - (select count(*) from ledger_chain),
        (select count(*) from velocity_sums), (select count(*) from month_spend where price > 0)
      """;

  static Guards of(Room room, String database) {
    return new Guards(room, database);
  }

  /** Before the first event comes; counts from then on. */
  void put() {
    String[] tenants =
        IntStream.range(0, Organizations.COUNT)
            .mapToObj(n -> Organizations.of(n).value())
            .toArray(String[]::new);
    try (Connection connection = room.superuser(database)) {
      for (String sql : new String[] {BUDGETS, RULES}) {
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
          insert.setArray(1, connection.createArrayOf("text", tenants));
          insert.executeUpdate();
        }
      }
    } catch (SQLException e) {
      throw new ServerFailure("budgets and rules cannot be stored: " + e.getMessage(), e);
    }
  }

  /**
   * Waits until every entry has its hash.
   *
   * @return seconds
   * @throws ServerFailure when it takes too long, or when nothing was counted: then nothing was
   *     measured that is worth telling
   */
  double awaitSealed() {
    long begin = System.nanoTime();
    try (Connection connection = room.superuser(database);
        PreparedStatement unsealed = connection.prepareStatement(UNSEALED)) {
      while (true) {
        try (ResultSet row = unsealed.executeQuery()) {
          row.next();
          if (row.getLong(2) == 0 || row.getLong(3) == 0) {
            throw new ServerFailure("no velocity rule and no budget has counted anything");
          }
          if (row.getLong(1) == 0) {
            return (System.nanoTime() - begin) / 1e9;
          }
          if (System.nanoTime() - begin > LIMIT_NANOS) {
            throw new ServerFailure(row.getLong(1) + " entries are still not sealed");
          }
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (SQLException e) {
      throw new ServerFailure("the ledger cannot be counted: " + e.getMessage(), e);
    }
  }
}
