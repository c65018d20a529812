package dev.ramal.billing.ledger;

import static dev.ramal.billing.fixtures.BillingApi.DATABASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.billing.fixtures.BillingApi;
import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.billing.fixtures.CallEvents;
import dev.ramal.events.Topics;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@BillingTest
class AppendOnlyTest {
  @DisplayName("BILL-51 nobody rewrites the ledger, not even the database's owner")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "update ledger_entries set price = 0",
        "delete from ledger_entries",
        "truncate ledger_entries"
      })
  void shouldRefuseToRewriteTheLedger(String statement) {
    // Given
    CallEvents call = CallEvents.of(Tenants.AURORA, "2031-06-10T15:00:00Z");
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(call.ended(0, "mobile", 37));
    }
    BillingApi.awaitEntries(call.callId(), "lead", 1);

    // When, Then
    assertThatThrownBy(() -> DATABASE.execute(statement))
        .hasRootCauseInstanceOf(java.sql.SQLException.class)
        .rootCause()
        .hasMessageContaining("append-only");
    assertThat(DATABASE.count("ledger_entries where subject_id = ?", call.callId())).isEqualTo(2);
    assertThat(
            DATABASE.value(
                "select has_table_privilege('billing_app', 'ledger_entries', 'update, delete')"))
        .isEqualTo(false);
  }
}
