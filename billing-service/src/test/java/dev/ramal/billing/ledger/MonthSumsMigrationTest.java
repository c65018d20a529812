package dev.ramal.billing.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.billing.fixtures.SumsOfTheLedger;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.RamalServers;
import dev.ramal.testkit.SchemaBefore;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag(RamalServers.TAG)
class MonthSumsMigrationTest {
  @RegisterExtension static final SchemaBefore BEFORE = SchemaBefore.of("billing_before_sums", "1");

  private static final Postgres DATABASE = BEFORE.database();

  @DisplayName("BILL-114 entries that were there before months were kept in sums are summed up")
  @Test
  void shouldSumUpWhatIsThere() {
    // Given
    entry("aurora", "one", 1, "usage", "lead", "mobile", 60, "0.15", "0.30");
    entry("aurora", "one", 2, "correction", "lead", "mobile", -30, "-0.075", "-0.15");
    entry("aurora", "two", 1, "usage", "lead", "mobile", 60, "0.15", "0.30");
    entry("aurora", "two", 2, "real-cost", "lead", "mobile", 0, "-0.01", "0");
    entry("boreal", "three", 1, "usage", null, null, 1, "0.10", "0.20");

    // When
    BEFORE.migrate("latest");

    // Then
    assertThat(sums())
        .containsExactly(
            "aurora mobile 2 90 90 30 0.215000 0.075000 0.450000",
            "boreal  1 1 1 0 0.100000 0.100000 0.200000");
    entry("aurora", "one", 3, "real-cost", "lead", "mobile", 0, "0.001", "0");
    entry("boreal", "three", 2, "correction", null, null, 1, "0.10", "0.20");
    assertThat(sums())
        .containsExactly(
            "aurora mobile 2 90 90 30 0.216000 0.000000 0.450000",
            "boreal  1 2 2 0 0.200000 0.200000 0.400000");
    assertThat(DATABASE.rows(SumsOfTheLedger.THAT_ARE_WRONG)).isEmpty();
  }

  @DisplayName("BILL-326 plans that counted numbers count days after the upgrade")
  @Test
  void shouldCountIncludedNumbersInDays() {
    // Given
    BEFORE.migrate("35");
    plan("before", 3);
    plan("in-days", 90);

    // When
    BEFORE.migrate("latest");

    // Then
    assertThat(
            DATABASE.rows(
                "select code || ' ' || cast(document->'allowances' as text) as plan from plans"
                    + " order by code"))
        .extracting(row -> row.get("plan"))
        .containsExactly(
            "before [{\"covers\": {\"meter\": \"voice-minute\"}, \"included\": 7},"
                + " {\"covers\": {\"meter\": \"number-month\"}, \"included\": 90}]",
            "in-days [{\"covers\": {\"meter\": \"voice-minute\"}, \"included\": 7},"
                + " {\"covers\": {\"meter\": \"number-month\"}, \"included\": 90}]");
  }

  @DisplayName("BILL-338 what was posted before calls were summed is in their sums")
  @Test
  void shouldSumUpCallsThatAreThere() {
    // Given
    BEFORE.migrate("36");
    used("aurora", "call", "one", "lead", "voice-minute", null, 3, true, "0.0754", "0.21");
    used("aurora", "call", "one", "agent", "voice-minute", null, 1, false, "0.02", "0");
    used(
        "aurora",
        "recording",
        "one/r-1",
        null,
        "transcription-minute",
        null,
        1,
        false,
        "0.75",
        "1.50");
    used("aurora", "call", "two", "lead", "voice-minute", "no tariff", 0, false, "0", "0");
    used("aurora", "call", "three", "lead", "voice-minute", null, 0, false, "0", "0");
    used("aurora", "message", "one", null, "message-segment", null, 1, false, "0.15", "0.30");
    used("boreal", "call", "one", "lead", "voice-minute", null, 2, false, "0", "0");

    // When
    BEFORE.migrate("latest");

    // Then
    assertThat(
            DATABASE.rows(
                "select tenant || ' ' || call_id || ' ' || version || ' ' || cost || ' ' || price"
                    + " || ' ' || lines || ' ' || estimated_lines || ' ' || open_lines || ' '"
                    + " || corrections as sum from call_costs order by tenant, call_id"))
        .extracting(row -> row.get("sum"))
        .containsExactly(
            "aurora one 1 0.8454 1.71 3 1 0 1",
            "aurora two 1 0 0 0 0 1 0",
            "boreal one 1 0 0 1 0 0 1");
  }

  private static void used(
      String tenant,
      String subject,
      String subjectId,
      String leg,
      String meter,
      String reason,
      int entries,
      boolean real,
      String cost,
      String price) {
    String standing =
        "{\"standing\": {\"entries\": %d, \"quantity\": 0, \"billedQuantity\": 0, \"cost\":"
            + " {\"amount\": \"%s\", \"currency\": \"BRL\"}, \"price\": {\"amount\": \"%s\","
            + " \"currency\": \"BRL\"}, \"costIsReal\": %s}}";
    DATABASE.execute(
        "insert into metered_uses (usage_id, tenant, subject, subject_id, leg, meter, status,"
            + " reason, state) values (cast(md5(?) as uuid), ?, ?, ?, ?, ?, 'RATED', ?,"
            + " cast(? as jsonb))",
        tenant + subject + subjectId + leg,
        tenant,
        subject,
        subjectId,
        leg,
        meter,
        reason,
        standing.formatted(entries, cost, price, real));
  }

  private static void plan(String code, int numbers) {
    DATABASE.execute(
        "insert into plans (id, code, version, valid_from, document) values (gen_random_uuid(), ?,"
            + " '1', '2024-01-01', cast(? as jsonb))",
        code,
        "{\"allowances\": [{\"covers\": {\"meter\": \"voice-minute\"}, \"included\": 7},"
            + " {\"covers\": {\"meter\": \"number-month\"}, \"included\": %d}]}"
                .formatted(numbers));
  }

  private static List<String> sums() {
    return DATABASE
        .rows(
            "select tenant, destination_class, uses, quantity, billed_quantity, taken_back, cost,"
                + " estimated_cost, price from month_sums order by tenant")
        .stream()
        .map(row -> String.join(" ", row.values().stream().map(String::valueOf).toList()))
        .toList();
  }

  private static void entry(
      String tenant,
      String usage,
      int number,
      String kind,
      String leg,
      String destinationClass,
      int quantity,
      String cost,
      String price) {
    DATABASE.execute(
        "insert into ledger_entries (id, tenant, usage_id, number, kind, revision, month, subject,"
            + " subject_id, leg, meter, destination_class, used_quantity, occurred_at, quantity,"
            + " billed_quantity, cost, price, explanation, causation, recorded_at)"
            + " values (gen_random_uuid(), ?, cast(md5(?) as uuid), ?, ?, 0, '2026-11', 'call', ?,"
            + " ?, 'voice-minute', ?, 0, '2026-11-10T15:20:00Z', ?, ?, cast(? as numeric),"
            + " cast(? as numeric), 'x', 'x', now())",
        tenant,
        usage,
        number,
        kind,
        usage,
        leg,
        destinationClass,
        quantity,
        quantity,
        cost,
        price);
  }

  /** As the role that owns the tables: row-level security holds for it, too. */
}
