package dev.ramal.messaging.sending;

import static dev.ramal.messaging.fixtures.MessagingFixture.AURORA_TWILIO;
import static dev.ramal.messaging.fixtures.MessagingFixture.BOREAL_TWILIO;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.awaitStatus;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.RoundTrips;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.fixtures.ApiUser;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.quarkus.test.junit.QuarkusMock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.pgclient.PgPool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What comes due together, as after a pause, is marked together before it leaves. */
@MessagingTest
class SubmissionSetsTest {
  private static final Postgres DATABASE = Postgres.database("messaging");
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** Stands in the statement that sees whose the jobs are. */
  private static final String MARKING = "as given (tenant, seq, attempt)";

  @Inject MessagingFixture fixture;
  @Inject SqlTransactions transactions;
  @Inject Jobs jobs;
  @Inject PgPool pool;

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
    pause(true);
  }

  @AfterEach
  void asBefore() {
    pause(false);
    change(Map.of("messagesPerDay", 0));
  }

  @Test
  @DisplayName(
      "MSG-340 messages of two organizations leave once each, marked by the statements of one")
  void shouldMarkManyWithTheStatementsOfOne() {
    // Given: statements that are not this process' first
    pause(false);
    awaitStatus("ana", send("ana", contact(), "twilio", "Oi"), "sending");
    pause(true);
    List<String> contacts = IntStream.range(0, 12).mapToObj(i -> contact()).toList();
    contacts.forEach(to -> send("ana", to, "twilio", "Oferta"));
    contacts.forEach(to -> send("breno", to, "twilio", "Oferta"));
    RoundTrips trips = new RoundTrips();
    QuarkusMock.installMockForType(
        PgPool.newInstance(trips.watch(io.vertx.pgclient.PgPool.class, pool.getDelegate())),
        PgPool.class);

    // When
    pause(false);

    // Then
    patiently().until(() -> contacts.stream().allMatch(to -> atTwilio(to).size() == 2));
    assertThat(contacts)
        .allSatisfy(
            to ->
                assertThat(atTwilio(to))
                    .extracting(message -> message.getString("from"))
                    .containsExactlyInAnyOrder(AURORA_TWILIO, BOREAL_TWILIO));
    assertThat(trips.all(MARKING))
        .as("locks messages and jobs, reads what they are judged on, stores and commits")
        .hasSizeLessThanOrEqualTo(4)
        .extracting(taken -> taken.stream().map(List::size).toList())
        .allSatisfy(
            sizes ->
                assertThat(sizes)
                    .as("a sender with a pace adds one")
                    .hasSizeBetween(3, 4)
                    .allSatisfy(statements -> assertThat(statements).isLessThanOrEqualTo(3)));
  }

  @Test
  @DisplayName("MSG-341 of messages to one contact that are due together the first ones leave")
  void shouldCountThoseOfOneContactOneAfterAnother() {
    // Given
    String to = contact();
    String first = send("ana", to, "twilio", "um");
    String second = send("ana", to, "twilio", "dois");
    String third = send("ana", to, "twilio", "três");
    change(Map.of("messagesPerDay", 2));

    // When
    pause(false);

    // Then
    awaitStatus("ana", third, "denied");
    get("ana", "/api/messages/" + third).body("failure.code", equalTo("too-often"));
    awaitStatus("ana", first, "sending");
    awaitStatus("ana", second, "sending");
    patiently().until(() -> atTwilio(to).size() == 2);
  }

  @Test
  @DisplayName("MSG-342 a message that cannot be judged holds up no other")
  void shouldHoldUpNoOther() {
    // Given
    List<String> contacts = IntStream.range(0, 4).mapToObj(i -> contact()).toList();
    List<String> ids = contacts.stream().map(to -> send("ana", to, "twilio", "Oi")).toList();
    String broken = contacts.get(1);
    DATABASE.execute("update message set content = 'no JSON' where id = ?", ids.get(1));

    // When
    pause(false);

    // Then
    patiently()
        .until(
            () ->
                contacts.stream()
                    .filter(to -> !to.equals(broken))
                    .allMatch(to -> atTwilio(to).size() == 1));
    assertThat(atTwilio(broken)).isEmpty();
    DATABASE.execute("update message set content = null where id = ?", ids.get(1));
  }

  /** Both senders at once. */
  private void pause(boolean paused) {
    Function<String, Uni<Void>> both =
        why ->
            transactions.acrossTenants(
                why,
                sql ->
                    Stream.of(
                            Map.entry(Tenants.AURORA, "aurora-twilio/" + AURORA_TWILIO),
                            Map.entry(Tenants.BOREAL, "boreal-twilio/" + BOREAL_TWILIO))
                        .map(
                            sender ->
                                paused
                                    ? jobs.pause(sql, sender.getKey(), sender.getValue())
                                    : jobs.resume(sql, sender.getKey(), sender.getValue()))
                        .reduce((one, other) -> one.chain(() -> other))
                        .orElseThrow());
    both.apply("the senders of this test").await().atMost(LIMIT);
  }

  private static void change(Map<String, ?> settings) {
    ApiUser.as("carla")
        .request()
        .body(settings)
        .put("/api/settings/messages")
        .then()
        .statusCode(200);
  }
}
