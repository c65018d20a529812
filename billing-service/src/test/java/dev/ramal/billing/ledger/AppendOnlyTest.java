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
import java.util.List;
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
        "update ledger_entries set price = 0 where tenant = 'boreal'",
        "delete from ledger_entries",
        "delete from ledger_entries where tenant = 'boreal'",
        "truncate ledger_entries"
      })
  void shouldRefuseToRewriteTheLedger(String statement) {
    // Given
    CallEvents call = CallEvents.of(Tenants.AURORA, "2031-06-10T15:00:00Z");
    CallEvents other = CallEvents.of(Tenants.BOREAL, "2031-06-10T15:00:00Z");
    try (TopicProbe topics = TopicProbe.on(Topics.BILLING)) {
      topics.send(call.ended(0, "mobile", 37));
      topics.send(other.ended(0, "mobile", 37));
    }
    BillingApi.awaitEntries(call.callId(), "lead", 1);
    BillingApi.awaitEntries(other.callId(), "lead", 1);

    // When, Then
    assertThatThrownBy(() -> DATABASE.execute(statement))
        .hasRootCauseInstanceOf(java.sql.SQLException.class)
        .rootCause()
        .hasMessageContaining("append-only");
    for (CallEvents one : List.of(call, other)) {
      assertThat(
              DATABASE.count(
                  "ledger_entries where subject_id = ? and (leg = 'agent' or price = 0.21)",
                  one.callId()))
          .isEqualTo(2);
    }
    assertThat(
            DATABASE.value(
                "select has_table_privilege('billing_app', 'ledger_entries', 'update, delete')"))
        .isEqualTo(false);
  }
}
