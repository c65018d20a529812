package dev.ramal.messaging.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.MessageStatus;
import dev.ramal.events.TenantId;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.time.InsightDays;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.message.MessageFact;
import dev.ramal.messaging.message.MessageFact.SendingHeld;
import dev.ramal.messaging.message.MessageFact.StatusReported;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.testkit.Postgres;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@MessagingTest
class KeepMessageDaysTest {
  private static final TenantId TENANT = TenantId.of("dias");
  private static final Postgres DATABASE = Postgres.database("messaging");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Inject KeepMessageDays keepDays;
  @Inject MessageRepository messages;
  @Inject ChangeMessage change;
  @Inject SqlTransactions transactions;

  private final LocalDate last = InsightDays.lastToKeep(Instant.now());

  @AfterEach
  void forget() {
    for (String table : new String[] {"message_days", "message_days_kept", "message"}) {
      DATABASE.execute("delete from " + table + " where tenant = ?", TENANT.value());
    }
  }

  @Test
  @DisplayName("MSG-313 a day that cannot be summed holds up no other")
  void shouldKeepOtherDaysWhereOneCannotBeSummed() {
    // Given: two prices that no sum can hold
    write("caro-1", last, "900000000000");
    write("caro-2", last, "900000000000");
    write("bom", last.minusDays(1), "0.01");

    // When
    keepDays.keep(TENANT).await().atMost(PATIENCE);

    // Then
    assertThat(isKept(last)).isFalse();
    assertThat(isKept(last.minusDays(1))).isTrue();
  }

  @Test
  @DisplayName("MSG-314 a message that only waits leaves the sums of its day as they are")
  void shouldKeepADayWhoseMessagesOnlyWait() {
    // Given
    write("espera", last, null);
    keepDays.keep(TENANT).await().atMost(PATIENCE);
    Instant now = Instant.now();

    // When
    apply("espera", new SendingHeld(now.plusSeconds(3_600), now));
    boolean held = isKept(last);
    apply("espera", new StatusReported(MessageStatus.SENT, "SM1", null, 1, null, now));

    // Then
    assertThat(held).isTrue();
    assertThat(isKept(last)).isFalse();
  }

  @Test
  @DisplayName("MSG-321 a day whose sums are no longer true is kept anew beside those that are")
  void shouldKeepADayAnewBesideKeptOnes() {
    // Given
    write("ontem", last, "0.01");
    write("antes", last.minusDays(1), "0.01");
    keepDays.keep(TENANT).await().atMost(PATIENCE);
    apply("ontem", new StatusReported(MessageStatus.SENT, "SM2", null, 1, null, Instant.now()));
    boolean kept = isKept(last);

    // When
    keepDays.keep(TENANT).await().atMost(PATIENCE);

    // Then
    assertThat(kept).isFalse();
    assertThat(isKept(last)).isTrue();
    assertThat(isKept(last.minusDays(1))).isTrue();
  }

  private void apply(String id, MessageFact fact) {
    transactions
        .inTenant(
            TENANT,
            sql ->
                messages
                    .lock(sql, TENANT, new MessageId(id))
                    .chain(row -> change.apply(sql, row, fact, null)))
        .await()
        .atMost(PATIENCE);
  }

  private static boolean isKept(LocalDate day) {
    return DATABASE.count(
            "message_days_kept where tenant = ? and day = ?::date", TENANT.value(), day.toString())
        == 1;
  }

  /** One that nobody has submitted yet. */
  private static void write(String id, LocalDate day, String cost) {
    DATABASE.execute(
        "insert into conversation (tenant, id, contact, channel, last_message_at, created_at)"
            + " values (?, 'dias', '+5511987650000', 'SMS', now(), now()) on conflict do nothing",
        TENANT.value());
    DATABASE.execute(
        "insert into message (tenant, id, conversation_id, direction, channel, from_number,"
            + " to_number, body, carrier, connection_id, created_at, state, segments, cost_amount,"
            + " cost_currency) values (?, ?, 'dias', 'OUTBOUND', 'SMS', '+551140028922',"
            + " '+5511987650000', 'Oi', 'TWILIO', 'c', cast(? as timestamptz), 'ACCEPTED', 1, ?,"
            + " 'BRL')",
        TENANT.value(),
        id,
        InsightDays.begin(day).plusSeconds(60).toString(),
        cost == null ? null : new BigDecimal(cost));
  }
}
