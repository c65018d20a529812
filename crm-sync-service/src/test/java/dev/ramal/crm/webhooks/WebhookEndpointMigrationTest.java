package dev.ramal.crm.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.RamalServers;
import dev.ramal.testkit.SchemaBefore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag(RamalServers.TAG)
class WebhookEndpointMigrationTest {
  private static final String MADE = "timestamptz '2026-11-01 12:00Z'";
  @RegisterExtension static final SchemaBefore BEFORE = SchemaBefore.of("crm_before_looks", "35");

  private static final Postgres DATABASE = BEFORE.database();

  @Test
  @DisplayName(
      "CRM-307 of webhooks that were set up before it was kept what the CRM has, no time stands"
          + " that nobody saw")
  void shouldKeepNoTimeThatNobodySaw() {
    // Given: the time of the one before is that of its making, as the migration before left it
    endpoint("alone", "null", "null", "null");
    endpoint("guessed", "null", MADE, MADE);
    endpoint("seen", "null", MADE, MADE + " + interval '1 hour'");
    endpoint("taken", MADE + " + interval '2 hours'", MADE, MADE);

    // When
    BEFORE.migrate("36");

    // Then
    assertThat(
            DATABASE.rows(
                "select tenant || ' ' || unheard || ' ' || (previous_seen_at is not null) as is"
                    + " from crm_webhook_endpoint order by tenant"))
        .extracting(row -> row.get("is"))
        .containsExactly(
            "alone true false", "guessed true false", "seen false true", "taken false true");
  }

  private static void endpoint(
      String tenant, String takenAt, String previousAt, String previousSeenAt) {
    DATABASE.execute(
        "insert into crm_webhook_endpoint (tenant, id, crm, secret_hash, secret_at, taken_at,"
            + " previous_hash, previous_at, previous_seen_at) values (?, ?, 'rdstation', 'newest',"
            + " now(), "
            + takenAt
            + ", 'previous', "
            + previousAt
            + ", "
            + previousSeenAt
            + ")",
        tenant,
        tenant);
  }
}
