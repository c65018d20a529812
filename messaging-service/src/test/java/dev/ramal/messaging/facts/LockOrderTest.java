package dev.ramal.messaging.facts;

import static dev.ramal.messaging.fixtures.MessagingFixture.AURORA_TWILIO;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.ramal.events.Channel;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.kit.tenancy.RowKey;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.kit.time.InsightDays;
import dev.ramal.messaging.facts.FactStep.Concerned;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.StoredMessages;
import dev.ramal.messaging.lifecycle.ChangeMessage;
import dev.ramal.messaging.lifecycle.MessageRepository;
import dev.ramal.messaging.message.MessageFact.StatusReported;
import dev.ramal.messaging.message.MessageId;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@MessagingTest
@DisplayName("MSG-315 what a set locks beside threads and messages is locked once, in one order")
class LockOrderTest {
  private static final Postgres DATABASE = Postgres.database("messaging");

  @Inject MessagingFixture fixture;
  @Inject ReceiveListed receiveListed;
  @Inject ReceiveMessage receiveMessage;
  @Inject ApplyMessageFacts applyFacts;
  @Inject ChangeMessage change;
  @Inject SqlTransactions transactions;
  @Inject MessageRepository messages;

  @BeforeEach
  void connect() {
    fixture.connect();
  }

  @Test
  void shouldLockOptOutsOfPeopleThatAreUnitedWithThoseOfTheSet() throws Exception {
    // Given: the number comes behind the other contact
    String other = contact();
    String number = contact();
    String user = "BR." + number.substring(1);
    receive(GatewayFacts.whatsApp(user, AURORA_TWILIO, "Oi", null, user)).await().indefinitely();
    for (String contact : List.of(other, number)) {
      DATABASE.execute(
          "insert into opt_out (tenant, contact, channel, carrier, opted_out_at)"
              + " values ('aurora', ?, 'SMS', 'TWILIO', now())",
          contact);
    }

    // Then
    shouldWaitFor(
        "opt_out where contact = '" + other + "'",
        () ->
            receive(
                GatewayFacts.whatsApp(number, AURORA_TWILIO, "Este é o meu", null, user),
                GatewayFacts.text(other, AURORA_TWILIO, "SAIR", null)),
        "opt_out where contact = '" + number + "'");
  }

  @Test
  @DisplayName(
      "MSG-370 whoever gives a thread's messages away, or moves them, locks them as sets do")
  void shouldLockMessagesOfAThreadInTheOrderOfSets() throws Exception {
    // Given: the one that a set locks first was stored last, and is the older one
    String thread = StoredMessages.beingSent(Tenants.AURORA, null);
    String first = "0" + thread;
    for (String id : List.of("z" + thread, first)) {
      DATABASE.execute(
          "insert into message (tenant, id, conversation_id, direction, channel, from_number,"
              + " to_number, body, carrier, connection_id, created_at, state, segments)"
              + " values ('aurora', ?, ?, 'OUTBOUND', 'SMS', '+1', '+2', 'oi', 'TWILIO', 'conn',"
              + " now() - make_interval(secs => ?), 'SENT', 1)",
          id,
          thread,
          id.equals(first) ? 60.0 : 0.0);
    }
    String last = "message where id = 'z" + thread + "'";

    // Then
    shouldWaitFor(
        "message where id = '" + first + "'",
        () ->
            transactions.inTenant(
                Tenants.AURORA, sql -> messages.own(sql, Tenants.AURORA, thread, "ana")),
        last);
    shouldWaitFor(
        "message where id = '" + first + "'",
        () ->
            transactions.inTenant(
                Tenants.AURORA,
                sql -> messages.move(sql, Tenants.AURORA, thread, elsewhere(thread))),
        last);
  }

  private static String elsewhere(String thread) {
    String other = "other-" + thread;
    DATABASE.execute(
        "insert into conversation (tenant, id, contact, channel, last_message_at, created_at)"
            + " values ('aurora', ?, ?, 'SMS', now(), now())",
        other,
        "+2" + thread);
    return other;
  }

  @Test
  void shouldLockDaysOfAnswersWithThoseOfTheSet() throws Exception {
    // Given: a message of the earlier day is answered, one of the later day arrives
    LocalDate later = InsightDays.lastToKeep(Instant.now());
    String answered = "SM" + UUID.randomUUID();
    on(later.minusDays(1), StoredMessages.beingSent(Tenants.AURORA, answered));
    String arrived = on(later, StoredMessages.beingSent(Tenants.AURORA, "SM" + UUID.randomUUID()));
    String kept = "message_days_kept where tenant = 'aurora' and day = '%s'";

    // Then
    shouldWaitFor(
        kept.formatted(later.minusDays(1)),
        () -> answerAndArrive(answered, new MessageId(arrived)),
        kept.formatted(later));
  }

  private Uni<Void> answerAndArrive(String answered, MessageId arrived) {
    Concerned concerned = new Concerned();
    FactStep answer =
        receiveMessage.read(
            Tenants.AURORA,
            GatewayFacts.received(
                Channel.SMS, "SM" + UUID.randomUUID(), contact(), AURORA_TWILIO, "Sim", answered),
            null,
            concerned);
    concerned.messages().add(RowKey.of(Tenants.AURORA, arrived.value()));
    StatusReported delivered =
        new StatusReported(MessageStatus.DELIVERED, null, null, 1, null, Instant.now());
    return transactions.inTenant(
        Tenants.AURORA,
        sql ->
            applyFacts
                .load(sql, concerned)
                .invoke(answer::take)
                .invoke(
                    loaded ->
                        change.apply(
                            loaded.messages(),
                            loaded.messages().find(Tenants.AURORA, arrived),
                            delivered,
                            null))
                .chain(loaded -> applyFacts.store(sql, loaded)));
  }

  private Uni<Integer> receive(CarrierMessageReceived... facts) {
    return transactions.inTenant(
        Tenants.AURORA, sql -> receiveListed.receive(sql, Tenants.AURORA, List.of(facts)));
  }

  /** Whoever waits for the first row has not locked the second one yet. */
  private static void shouldWaitFor(String first, Supplier<Uni<?>> work, String second)
      throws Exception {
    try (Connection other = DATABASE.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      int holder = holding(statement, first);
      CompletableFuture<?> waits = work.get().subscribeAsCompletionStage().toCompletableFuture();
      patiently()
          .until(
              () ->
                  waits.isDone()
                      || DATABASE.count("pg_locks where ? = any(pg_blocking_pids(pid))", holder)
                          > 0);
      assertThat(waits).as("it waits for " + first).isNotDone();
      assertThatCode(() -> statement.execute("select 1 from " + second + " for update nowait"))
          .doesNotThrowAnyException();
      other.rollback();
      waits.get(20, TimeUnit.SECONDS);
    }
  }

  /** Locks the only row; answers the session's id. */
  private static int holding(Statement statement, String row) throws SQLException {
    try (ResultSet held =
        statement.executeQuery("select pg_backend_pid() from " + row + " for update")) {
      assertThat(held.next()).as("there is " + row).isTrue();
      return held.getInt(1);
    }
  }

  private static String on(LocalDate day, String message) {
    DATABASE.execute(
        "update message set created_at = cast(? as timestamptz) where id = ?",
        InsightDays.begin(day).plusSeconds(60).toString(),
        message);
    DATABASE.execute(
        "insert into message_days_kept (tenant, day, kept_at) values ('aurora', ?::date, now())"
            + " on conflict do nothing",
        day.toString());
    return message;
  }
}
