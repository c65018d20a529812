package dev.ramal.messaging.janitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.FaultRun;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@MessagingTest
@DisplayName("MSG-42 after an outage the janitor keeps up: prices and slow accounts hold up nobody")
class AfterAnOutageTest {
  private static final String CONVERSATION =
      """
      insert into conversation (tenant, id, contact, channel, our_number, last_message_at,
        created_at)
      values (?, ?, ?, 'SMS', ?, now(), now())
      """;

  private static final String MESSAGES =
      """
      insert into message (tenant, id, conversation_id, direction, channel, from_number, to_number,
        body, carrier, connection_id, carrier_message_id, created_at, state, segments, attempts,
        handed_over_at, ask_at)
      select ?, ? || n, ?, 'OUTBOUND', 'SMS', ?, '+5511987654321', 'oi', ?, ?,
        'SM' || ? || n, now() - interval '14 hours', ?, 1, 1, now() - interval '13 hours',
        now() - interval '1 hour'
      from generate_series(1, ?) n
      """;

  private final Postgres database = Postgres.database("messaging");

  @Inject MessagingFixture fixture;

  @BeforeEach
  void connect() {
    fixture.connect();
  }

  @AfterEach
  void answerAgain() {
    SimulatedCarriers.host().faults().clear();
  }

  @Test
  @FaultRun
  void shouldBringFiveHundredMessagesToAnEndWhileAnotherAccountDoesNotAnswer() {
    // Given
    SimulatedCarriers.host()
        .faults()
        .arm(RequestFault.timeoutAfterAccepting().on("twilio", "GET", "/Messages/SMslow"), 10_000);
    SimulatedCarriers.host()
        .faults()
        .arm(RequestFault.timeoutAfterAccepting().on("telnyx", "GET", "/messages/SMslow"), 10_000);

    // When
    for (String carrier : List.of("twilio", "telnyx")) {
      messages(Organization.AURORA, carrier, "slow", "DELIVERED", 150);
      messages(Organization.BOREAL, carrier, "owed", "DELIVERED", 150);
      messages(Organization.BOREAL, carrier, "quick", "SENT", 250);
    }

    // Then
    await().atMost(Duration.ofSeconds(45)).until(() -> count("quick", "UNCONFIRMED") == 500);
    for (String account : List.of("aurora-twilio", "aurora-telnyx")) {
      assertThat(
              database.count(
                  "jobs where queue = 'message-prices' and tenant = 'aurora' and account = ?",
                  account))
          .isPositive();
    }
    database.execute("delete from jobs where queue = 'message-prices'");
  }

  private long count(String prefix, String state) {
    return database.count("message where id like ? || '%' and state = ?", prefix, state);
  }

  private void messages(
      Organization organization, String carrier, String kind, String state, int count) {
    String tenant = organization.tenant().value();
    String prefix = kind + "-" + carrier + "-";
    String ours = organization.ours(carrier);
    database.execute(CONVERSATION, tenant, prefix, "+1" + prefix, ours);
    database.execute(
        MESSAGES,
        tenant,
        prefix,
        prefix,
        ours,
        carrier.toUpperCase(Locale.ROOT),
        organization.connection(carrier),
        prefix,
        state,
        count);
  }
}
