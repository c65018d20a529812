package dev.ramal.crm.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.RamalServers;
import dev.ramal.testkit.SchemaBefore;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag(RamalServers.TAG)
class AccountsMigrationTest {
  private static final List<String> BOTH = List.of("aurora", "boreal");

  @RegisterExtension
  static final SchemaBefore BEFORE = SchemaBefore.of("crm_before_accounts", "39");

  private static final Postgres DATABASE = BEFORE.database();

  @Test
  @DisplayName(
      "CRM-351 contacts that were remembered before have no company until one is told, and what is"
          + " connected is the first account of its CRM; two organizations")
  void shouldKeepWhatWasThereBefore() {
    // Given
    for (String tenant : BOTH) {
      DATABASE.execute(
          "insert into contact_link (tenant, phone, contact_id, contact_name, checked_at)"
              + " values (?, '+5511987654321', 'k1', 'Marina', now())",
          tenant);
      DATABASE.execute(
          "insert into crm_connection (tenant, crm, client_id, client_secret, refresh_token, state,"
              + " state_since) values (?, 'hubspot', '', 'x', 'x', 'connected', now())",
          tenant);
    }

    // When
    BEFORE.migrate("latest");
    DATABASE.execute("update crm_connection set account_number = 2 where tenant = 'boreal'");

    // Then
    assertThat(
            DATABASE.rows(
                "select tenant || ' ' || contact_name || ' ' || (contact_company is null) as is"
                    + " from contact_link order by tenant"))
        .extracting(row -> row.get("is"))
        .containsExactly("aurora Marina true", "boreal Marina true");
    assertThat(DATABASE.rows("select account from crm_connection order by tenant"))
        .extracting(row -> row.get("account"))
        .containsExactly("hubspot", "hubspot#2");
  }
}
