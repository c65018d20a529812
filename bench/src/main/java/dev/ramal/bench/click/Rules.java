package dev.ramal.bench.click;

import dev.ramal.bench.room.Room;
import dev.ramal.servers.processes.ServerFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A million numbers that may not be called, and five thousand rules: what an organization, its
 * carriers and its billing say about many numbers, agents or days at once. Of each kind as many as
 * an organization might have, filled up with ranges and rates, of which there is no limit. None of
 * them denies what is clicked on; the rates cover it, as they would.
 */
final class Rules {
  static final int NUMBERS = 1_000_000;

  /** All that can be set, in {@code PUT /api/settings/permission}. */
  static final int HOURS = 100;

  static final int DAYS_OFF = 200;

  /** Blocked ranges of numbers, by source, each from a day on. */
  private static final int RANGES = 2_700;

  /** What a minute costs by prefix, at two carriers, in a tariff of the organization's own. */
  private static final int RATES = 1_500;

  /** Which billing has found to be used too much, and nobody has released. */
  private static final int PREFIXES = 450;

  /** Spent, or asking for a carrier, until the month ends, each of one other agent. */
  private static final int BUDGETS = 50;

  static final int ALL = HOURS + DAYS_OFF + RANGES + RATES + PREFIXES + BUDGETS;

  /** As an import of a file, but in one statement. */
  private static final String BLOCKLIST =
      """
      insert into blocked_numbers (tenant, number, source, reason, effective_from, blocked_by,
        blocked_at)
      select '%1$s',
        case when n < %2$d then '+5521' || lpad(n::text, 5, '0') || '*'
          else '+5531' || (900000000 + n)::text end,
        case n %% 3 when 0 then 'import' when 1 then 'nao-me-perturbe' else 'procon' end,
        'bench', now() - interval '1 day', 'bench', now() - interval '1 day'
      from generate_series(0, %3$d - 1) n
      """;

  private static final String TARIFF =
      """
      insert into carrier_tariffs (id, tenant, version, valid_from, parts, heard)
      values ('00000000-0000-4000-8000-0000000bec11', '%1$s', 'bench', now() - interval '1 day', 1,
        array[1])
      """;

  /** Each area code by its first digits, at one carrier and at the other. */
  private static final String RATE =
      """
      insert into carrier_rates (tariff_id, rule, tenant, prefix, carrier, per_minute,
        connection_fee, currency, minimum, increment, grace)
      select '00000000-0000-4000-8000-0000000bec11', 'rule-' || n, '%1$s',
        '+55' || (11 + n / 2 %% 89)::text || (1 + n / 178)::text,
        case n %% 2 when 0 then 'TWILIO' else 'TELNYX' end,
        0.10 + n / 100000.0, 0, 'BRL', 30, 6, 0
      from generate_series(0, %2$d - 1) n
      """;

  private static final String PREFIX =
      """
      insert into blocked_prefixes (tenant, block_id, prefix, rule, blocks, blocked_at)
      select '%1$s', 'bench-' || n, '+5548' || lpad(n::text, 4, '0'), 'velocity-1', true, now()
      from generate_series(0, %2$d - 1) n
      """;

  private static final String BUDGET =
      """
      insert into budget_holds (tenant, budget_id, month, version, stop_version, switch_version,
        switch_to, scope, subjects, name, ends_at)
      select '%1$s', 'bench-' || n, to_char(now(), 'YYYY-MM'), 1, n %% 2, 1 - n %% 2,
        case n %% 2 when 0 then 'cheapest' end, 'agents', array['bench-agent-' || n], 'Equipe ' || n,
        now() + interval '20 days'
      from generate_series(0, %2$d - 1) n
      """;

  private Rules() {}

  /**
   * Stores all but those that are settings.
   *
   * @return seconds that it took
   */
  static double load(Room room, String database, String organization) {
    long begin = System.nanoTime();
    try (Connection superuser = room.superuser(database);
        Statement statement = superuser.createStatement()) {
      statement.execute(BLOCKLIST.formatted(organization, RANGES, NUMBERS + RANGES));
      statement.execute(TARIFF.formatted(organization));
      statement.execute(RATE.formatted(organization, RATES));
      statement.execute(PREFIX.formatted(organization, PREFIXES));
      statement.execute(BUDGET.formatted(organization, BUDGETS));
    } catch (SQLException e) {
      throw new ServerFailure("Postgres refused the rules: " + e.getMessage(), e);
    }
    return (System.nanoTime() - begin) / 1e9;
  }
}
