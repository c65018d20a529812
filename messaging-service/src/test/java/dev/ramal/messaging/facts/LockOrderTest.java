package dev.ramal.messaging.facts;

import static dev.ramal.messaging.fixtures.MessagingFixture.AURORA_TWILIO;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.ramal.events.carrier.CarrierMessageReceived;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
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
  @Inject SqlTransactions transactions;

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
      statement.execute("select 1 from " + first + " for update");
      CompletableFuture<?> waits = work.get().subscribeAsCompletionStage();
      String table = first.split(" ")[0];
      patiently()
          .until(
              () ->
                  DATABASE.count(
                          "pg_stat_activity where wait_event_type = 'Lock' and datname ="
                              + " current_database() and query like ?",
                          "%" + table + "%")
                      >= 1);
      assertThatCode(() -> statement.execute("select 1 from " + second + " for update nowait"))
          .doesNotThrowAnyException();
      other.rollback();
      waits.get(20, TimeUnit.SECONDS);
    }
  }
}
