package dev.ramal.crm.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.crm.timeline.TimelineStatements.Statement;
import dev.ramal.events.TenantId;
import dev.ramal.kit.database.DatabaseConnections;
import dev.ramal.kit.paging.Cursor;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.QueryPlan;
import dev.ramal.testkit.StaleStatistics;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * With 10,000 items of two people, and as many of others in the organization, and all again
 * elsewhere.
 */
@CrmTest
class TimelinePlansTest {
  private static final TenantId MANY = TenantId.of("many-items");
  private static final TimelineOwner OWNER =
      new TimelineOwner("contact-1", List.of("+5511900000001", "+5511900000002"));
  private static final int PAGE = 51;

  private static final Postgres CRM = Postgres.database("crm");

  @BeforeAll
  static void fill() {
    for (String tenant : List.of(MANY.value(), "other-items")) {
      CRM.execute(
          "insert into timeline_item (tenant, interaction, id, type, at, phone, contact_id, rank,"
              + " revision, seq, detail) select ?, 'call:' || n, 'call:' || n, (array['call',"
              + " 'sms', 'whatsapp', 'recording', 'cost'])[n % 5 + 1], timestamptz '2026-01-01' + n"
              + " * interval '1 second', '+551190000000' || n % 4, case n % 3 when 0 then"
              + " 'contact-' || n % 4 end, 0, 0, n, '{}' from generate_series(1, 20000) n",
          tenant);
    }
    CRM.execute("analyze timeline_item");
  }

  @AfterAll
  static void clear() {
    CRM.execute("delete from timeline_item where tenant in (?, 'other-items')", MANY.value());
  }

  @Test
  @DisplayName(
      "CRM-209 a page and what has changed are read from their place on, however many there are")
  void shouldReadAPageFromItsPlaceOn() {
    // Given
    Cursor deep = new Cursor(Instant.parse("2026-01-01T05:00:00Z"), "x");
    Set<TimelineType> all = EnumSet.allOf(TimelineType.class);
    Set<TimelineType> rare = EnumSet.of(TimelineType.VOICEMAIL);

    // When
    QueryPlan first = plan(TimelineStatements.page(MANY, OWNER, all, null, PAGE));
    QueryPlan behind = plan(TimelineStatements.page(MANY, OWNER, all, deep, PAGE));
    QueryPlan none = plan(TimelineStatements.page(MANY, OWNER, rare, deep, PAGE));
    QueryPlan changes =
        QueryPlan.of(
            "crm",
            MANY.value(),
            TimelineStatements.CHANGES,
            MANY.value(),
            OWNER.phones().toArray(String[]::new),
            OWNER.contactId(),
            10_000,
            50);

    // Then
    for (QueryPlan plan : List.of(first, behind, none)) {
      assertThat(plan.indexes())
          .containsExactlyInAnyOrder("timeline_of_phone", "timeline_of_contact");
    }
    assertThat(changes.indexes())
        .containsExactlyInAnyOrder("timeline_changes_of_phone", "timeline_changes_of_contact");
    for (QueryPlan plan : List.of(first, behind, none, changes)) {
      assertThat(plan.scannedWhole()).as("%s", plan).isEmpty();
      assertThat(plan.removed()).as("%s", plan).isZero();
    }
    assertThat(none.pages()).isLessThan(60);
    assertThat(changes.pages()).isLessThan(300);
    assertThat(first.pages()).isLessThan(1_500);
    assertThat(behind.pages()).isLessThan(1_500);
  }

  @Test
  @DisplayName(
      "CRM-210 a set reads its own interactions and a purge the oldest items, whatever Postgres"
          + " believes of the table")
  void shouldReadWhatIsAskedFor() {
    // Given
    String rows =
        "insert into timeline_item (tenant, interaction, id, type, at, phone, rank, revision, seq,"
            + " detail) select 'plan-' || n %% 8, 'call:plan-' || n, 'call', 'call', now() -"
            + " interval '1 hour' * n, '+5511' || n, 0, 0, n, '{}' from generate_series(1, %d) as"
            + " n";
    Object[] keys = {
      IntStream.rangeClosed(1, 64).mapToObj(n -> "plan-" + n * 300 % 8).toArray(String[]::new),
      IntStream.rangeClosed(1, 64).mapToObj(n -> "call:plan-" + n * 300).toArray(String[]::new)
    };

    // When, Then
    try (StaleStatistics grown = StaleStatistics.in("crm", DatabaseConnections.LOOK_UP)) {
      shouldReadLittle(grown.grown("timeline_item", rows).plan(TimelineStatements.LOAD, keys));
    }
    try (StaleStatistics emptied = StaleStatistics.in("crm", DatabaseConnections.LOOK_UP)) {
      shouldReadLittle(
          emptied
              .emptied("timeline_item", rows)
              .plan(TimelineStatements.PURGE, OffsetDateTime.now(), 64));
    }
  }

  private static void shouldReadLittle(QueryPlan plan) {
    assertThat(plan.scannedWhole()).as("%s", plan).isEmpty();
    assertThat(plan.removed()).as("%s", plan).isZero();
    assertThat(plan.pages()).as("%s", plan).isLessThan(64 * 14);
  }

  private static QueryPlan plan(Statement statement) {
    return QueryPlan.of("crm", MANY.value(), statement.text(), statement.parameters());
  }
}
