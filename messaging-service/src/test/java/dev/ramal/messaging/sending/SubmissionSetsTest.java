package dev.ramal.messaging.sending;

import static dev.ramal.messaging.fixtures.MessagingFixture.AURORA_TELNYX;
import static dev.ramal.messaging.fixtures.MessagingFixture.AURORA_TWILIO;
import static dev.ramal.messaging.fixtures.MessagingFixture.BOREAL_TELNYX;
import static dev.ramal.messaging.fixtures.MessagingFixture.BOREAL_TWILIO;
import static dev.ramal.messaging.fixtures.MessagingFixture.at;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTelnyx;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.awaitStatus;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.send;
import static dev.ramal.messaging.fixtures.MessagingFixture.sends;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.kit.jobs.Jobs;
import dev.ramal.kit.tenancy.SqlTransactions;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.messaging.fixtures.StoredMessages;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.RoundTrips;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.quarkus.test.junit.QuarkusMock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.pgclient.PgPool;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    for (Organization organization : Organization.values()) {
      organization.set("messages", Map.of("messagesPerDay", 0, "smsPerMinute", 0));
    }
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
    contacts.forEach(
        to -> send("breno", to, contacts.indexOf(to) % 2 == 0 ? "twilio" : "telnyx", "Oferta"));
    RoundTrips trips = watched();

    // When
    pause(false);

    // Then
    patiently()
        .until(
            () -> contacts.stream().allMatch(to -> atTwilio(to).size() + atTelnyx(to).size() == 2));
    assertThat(contacts)
        .allSatisfy(
            to ->
                assertThat(senders(to))
                    .containsExactlyInAnyOrder(
                        AURORA_TWILIO,
                        contacts.indexOf(to) % 2 == 0 ? BOREAL_TWILIO : BOREAL_TELNYX));
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

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  @DisplayName("MSG-341 of messages to one contact that are due together the first ones leave")
  void shouldCountThoseOfOneContactOneAfterAnother(String carrier, Organization organization) {
    // Given
    String user = organization.seller();
    String to = contact();
    String first = send(user, to, carrier, "um");
    String second = send(user, to, carrier, "dois");
    String third = send(user, to, carrier, "três");
    organization.set("messages", Map.of("messagesPerDay", 2));

    // When
    pause(false);

    // Then
    awaitStatus(user, third, "denied");
    get(user, "/api/messages/" + third).body("failure.code", equalTo("too-often"));
    awaitStatus(user, first, "sending");
    awaitStatus(user, second, "sending");
    patiently().until(() -> at(carrier, to).size() == 2);
  }

  @Test
  @DisplayName("MSG-342 a message that cannot be judged holds up no other")
  void shouldHoldUpNoOther() {
    // Given: one that is broken of each organization, by one carrier each
    List<String> contacts = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    for (Organization organization : Organization.values()) {
      for (String carrier : List.of("twilio", "telnyx")) {
        String to = contact();
        contacts.add(to);
        send(organization.seller(), to, carrier, "Oi");
      }
      String to = contact();
      broken.add(to);
      String carrier = organization == Organization.AURORA ? "twilio" : "telnyx";
      String id = send(organization.seller(), to, carrier, "Oi");
      DATABASE.execute("update message set content = 'no JSON' where id = ?", id);
    }

    // When
    pause(false);

    // Then
    patiently()
        .until(
            () -> contacts.stream().allMatch(to -> atTwilio(to).size() + atTelnyx(to).size() == 1));
    assertThat(broken)
        .allSatisfy(
            to -> {
              assertThat(senders(to)).isEmpty();
              DATABASE.execute("update message set content = null where to_number = ?", to);
            });
  }

  @ParameterizedTest
  @CsvSource({"twilio, ana, breno", "telnyx, breno, ana"})
  @DisplayName("MSG-365 a message that somebody locks holds up no other, of whatever organization")
  void shouldNotWaitForALockedMessage(String carrier, String user, String stranger)
      throws SQLException {
    // Given: one that waits, and one that the carrier has and answers late
    String late = contact();
    Duration delay = Duration.ofMillis(700);
    SimulatedCarriers.host()
        .faults()
        .arm(
            RequestFault.late(delay).on(carrier, "POST", sends(carrier)).holding(late.substring(1)),
            1);
    pause(false);
    String submitted = send(user, late, carrier, "Oi");
    patiently().until(() -> at(carrier, late).size() == 1);
    Instant answered = Instant.now().plus(delay);
    pause(true);
    String locked = contact();
    String waiting = send(user, locked, carrier, "Oi");
    List<String> others = List.of(contact(), contact());
    send(user, others.get(0), carrier, "Oi");
    send(stranger, others.get(1), carrier, "Oi");
    try (Connection holder = DATABASE.connect();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute(
          "select 1 from message where id in ('%s', '%s') for update"
              .formatted(waiting, submitted));

      // When
      pause(false);
      patiently().until(() -> Instant.now().isAfter(answered.plusMillis(300)));
      String next = send(stranger, contact(), carrier, "Oi");

      // Then
      Awaitility.await()
          .atMost(Duration.ofSeconds(8))
          .until(
              () ->
                  others.stream().allMatch(to -> at(carrier, to).size() == 1)
                      && DATABASE.count("jobs where subject = ? and state = 'DONE'", next) == 1);
      assertThat(at(carrier, locked)).isEmpty();
      holder.rollback();
    }
    patiently().until(() -> at(carrier, locked).size() == 1);
    patiently().until(() -> StoredMessages.carrierId(submitted) != null);
    assertThat(at(carrier, late)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"twilio, ana", "telnyx, breno"})
  @DisplayName(
      "MSG-366 a message whose mark was committed without anybody hearing of it leaves once")
  void shouldSendWhatIsMarkedWithoutOurKnowing(String carrier, String user) {
    // Given: several of one set
    List<String> contacts = IntStream.range(0, 3).mapToObj(i -> contact()).toList();
    List<String> ids = contacts.stream().map(to -> send(user, to, carrier, "Oi")).toList();
    RoundTrips trips = watched();
    trips.loseCommit(MARKING, new PgException("terminating connection", "FATAL", "57P01", null));

    // When
    pause(false);

    // Then
    patiently().until(() -> contacts.stream().allMatch(to -> at(carrier, to).size() == 1));
    assertThat(trips.hasLostCommit()).isTrue();
    patiently()
        .until(
            () ->
                ids.stream()
                    .allMatch(
                        id ->
                            DATABASE.count("jobs where subject = ? and state = 'DONE'", id) == 1));
    assertThat(contacts).allSatisfy(to -> assertThat(at(carrier, to)).hasSize(1));
  }

  @ParameterizedTest
  @CsvSource({"twilio, ana", "telnyx, breno"})
  @DisplayName("MSG-368 a message that cannot be read fails by a code of its own, tried ten times")
  void shouldEndWhatCannotBeRead(String carrier, String user) {
    // Given
    String to = contact();
    String id = send(user, to, carrier, "Oi");
    DATABASE.execute("update message set content = 'no JSON' where id = ?", id);
    DATABASE.execute("update jobs set failures = 8 where subject = ?", id);

    // When
    pause(false);
    patiently().until(() -> DATABASE.count("jobs where subject = ? and failures = 9", id) == 1);
    assertThat(StoredMessages.state(id)).isEqualTo("ACCEPTED");
    DATABASE.execute("update jobs set due_at = now() where subject = ?", id);

    // Then
    patiently().until(() -> StoredMessages.state(id).equals("FAILED"));
    assertThat(DATABASE.value("select failure_code from message where id = ?", id))
        .isEqualTo("unreadable");
    assertThat(DATABASE.value("select state from jobs where subject = ?", id)).isEqualTo("DEAD");
    assertThat(DATABASE.value("select content from message where id = ?", id)).isEqualTo("no JSON");
    assertThat(at(carrier, to)).isEmpty();
    DATABASE.execute("update message set content = null where id = ?", id);
    get(user, "/api/messages/" + id).body("failure.code", equalTo("unreadable"));
  }

  @ParameterizedTest
  @CsvSource({"twilio, ana", "telnyx, breno"})
  @DisplayName(
      "MSG-369 messages to one contact reach the carrier in the order in which they were taken")
  void shouldHandOverInOrder(String carrier, String user) {
    // Given: the carrier takes its time with the first
    String to = contact();
    SimulatedCarriers.host()
        .faults()
        .arm(
            RequestFault.late(Duration.ofMillis(700))
                .on(carrier, "POST", sends(carrier))
                .holding("primeira"),
            1);
    List<String> texts = List.of("primeira", "segunda", "terceira", "quarta");
    List<String> ids = texts.stream().map(text -> send(user, to, carrier, text)).toList();

    // When
    pause(false);

    // Then
    patiently().until(() -> at(carrier, to).size() == 4);
    assertThat(
            DATABASE.rows("select id from message where to_number = ? order by handed_over_at", to))
        .extracting(row -> row.get("id"))
        .containsExactlyElementsOf(ids);
    assertThat(
            DATABASE.count(
                "message one, message two where one.id = ? and two.id = ?"
                    + " and two.handed_over_at > one.handed_over_at + interval '600 ms'",
                ids.get(0),
                ids.get(1)))
        .as("the second leaves when the first was answered")
        .isOne();
  }

  @Test
  @DisplayName("MSG-371 the turns of the senders of a set are drawn with two statements")
  void shouldDrawTheTurnsOfASetTogether() {
    // Given: a sender of each organization, at one carrier each
    for (Organization organization : Organization.values()) {
      organization.set("messages", Map.of("smsPerMinute", 6000));
    }
    List<String> contacts = IntStream.range(0, 8).mapToObj(i -> contact()).toList();
    contacts.forEach(
        to -> {
          boolean first = contacts.indexOf(to) % 2 == 0;
          send(first ? "ana" : "breno", to, first ? "twilio" : "telnyx", "Oferta");
        });
    RoundTrips trips = watched();

    // When
    pause(false);

    // Then
    patiently().until(() -> contacts.stream().allMatch(to -> senders(to).size() == 1));
    assertThat(trips.all(MARKING))
        .allSatisfy(
            taken ->
                assertThat(
                        taken.stream()
                            .flatMap(List::stream)
                            .filter(sql -> sql.contains("job_accounts")))
                    .hasSizeLessThanOrEqualTo(2));
  }

  /** The numbers from which either carrier got a message to the contact. */
  private static List<String> senders(String to) {
    return Stream.concat(
            atTwilio(to).stream().map(message -> message.getString("from")),
            atTelnyx(to).stream()
                .map(message -> message.getJsonObject("from").getString("phone_number")))
        .toList();
  }

  private RoundTrips watched() {
    RoundTrips trips = new RoundTrips();
    QuarkusMock.installMockForType(
        PgPool.newInstance(trips.watch(io.vertx.pgclient.PgPool.class, pool.getDelegate())),
        PgPool.class);
    return trips;
  }

  /** All senders at once. */
  private void pause(boolean paused) {
    Function<String, Uni<Void>> all =
        why ->
            transactions.acrossTenants(
                why,
                sql ->
                    Stream.of(
                            Map.entry(Tenants.AURORA, "aurora-twilio/" + AURORA_TWILIO),
                            Map.entry(Tenants.AURORA, "aurora-telnyx/" + AURORA_TELNYX),
                            Map.entry(Tenants.BOREAL, "boreal-twilio/" + BOREAL_TWILIO),
                            Map.entry(Tenants.BOREAL, "boreal-telnyx/" + BOREAL_TELNYX))
                        .map(
                            sender ->
                                paused
                                    ? jobs.pause(sql, sender.getKey(), sender.getValue())
                                    : jobs.resume(sql, sender.getKey(), sender.getValue()))
                        .reduce((one, other) -> one.chain(() -> other))
                        .orElseThrow());
    all.apply("the senders of this test").await().atMost(LIMIT);
  }
}
