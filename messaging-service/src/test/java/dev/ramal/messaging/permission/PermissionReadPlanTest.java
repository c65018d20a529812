package dev.ramal.messaging.permission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.kit.database.DatabaseConnections;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.testkit.QueryPlan;
import dev.ramal.testkit.StaleStatistics;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@MessagingTest
class PermissionReadPlanTest {
  private static final int SET = 64;

  private static final String THREADS =
      """
      insert into conversation (tenant, id, contact, channel, last_message_at, created_at)
      select 'plan-3', 'plan-' || n, 'contact-' || n, 'sms', now(), now()
      from generate_series(1, %d) as n
      """;

  private static final String MESSAGES =
      """
      insert into message (tenant, id, conversation_id, direction, channel, from_number, to_number,
        body, carrier, connection_id, carrier_message_id, created_at, state, segments, ask_at)
      select 'plan-3', 'plan-' || n, 'plan-' || n, 'OUTBOUND', 'SMS', '+1', '+55119' || n, 'Oi',
        'TWILIO', 'c', 'plan-' || n, now(), 'SENT', 1, now() - interval '1 hour' * n
      from generate_series(1, %d) as n
      """;

  @DisplayName(
      "MSG-364 what a set of messages is judged on is looked up by contact, whatever Postgres"
          + " believes")
  @Test
  void shouldLookUpByContact() {
    // Given
    OffsetDateTime now = OffsetDateTime.now();
    String[] tenants = Collections.nCopies(SET, "plan-3").toArray(String[]::new);
    String[] contacts =
        IntStream.rangeClosed(1, SET).mapToObj(n -> "+55119" + n * 300).toArray(String[]::new);
    String[] leaving =
        IntStream.rangeClosed(1, SET).mapToObj(n -> "plan-" + n * 300).toArray(String[]::new);
    OffsetDateTime[] turns = Collections.nCopies(SET, now).toArray(OffsetDateTime[]::new);

    // When
    QueryPlan plan;
    try (StaleStatistics stale = StaleStatistics.in("messaging", DatabaseConnections.LOOK_UP)) {
      plan =
          stale
              .grown("conversation", THREADS)
              .grown("message", MESSAGES)
              .plan(
                  MessagePermissionTables.READ,
                  new String[] {"plan-3"},
                  tenants,
                  contacts,
                  leaving,
                  turns,
                  now.minusMinutes(1),
                  now.minusDays(1),
                  now.minusDays(2));
    }

    // Then
    assertThat(plan.scannedWhole()).as("%s", plan).doesNotContain("message");
    assertThat(plan.pages()).as("%s", plan).isLessThan(SET * 36);
  }
}
