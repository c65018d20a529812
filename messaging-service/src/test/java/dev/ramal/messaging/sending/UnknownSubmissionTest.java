package dev.ramal.messaging.sending;

import static dev.ramal.messaging.fixtures.MessagingFixture.at;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTelnyx;
import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.awaitStatus;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.fact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.send;
import static dev.ramal.messaging.fixtures.MessagingFixture.sends;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.ramal.events.Carrier;
import dev.ramal.events.MessageStatus;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobState;
import dev.ramal.messaging.fixtures.GatewayFacts;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.messaging.message.Message;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.MovableClock;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.ApiUser;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@MessagingTest
class UnknownSubmissionTest {
  private static final Postgres DATABASE = Postgres.database("messaging");

  @Inject MovableClock clock;
  @Inject MessagingFixture fixture;
  @Inject BeginSubmission beginSubmission;

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
  }

  @AfterEach
  void realTime() {
    clock.reset();
  }

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("MSG-20 Twilio takes a message and never answers: it is found, not sent again")
  void shouldFindAMessageThatTwilioTookWithoutAnswering(Organization organization) {
    // Given
    String to = contact();
    SimulatedCarriers.host()
        .faults()
        .arm(RequestFault.timeoutAfterAccepting().on("twilio", "POST", "/Messages.json"), 1);
    // When
    String id = send(organization.seller(), to, "twilio", "só uma");
    // Then
    patiently().until(() -> carrierId(id) != null);
    assertThat(carrierId(id)).isEqualTo(atTwilio(to).get(0).getString("sid"));
    awaitStatus(organization.seller(), id, "sending");
    assertThat(atTwilio(to)).hasSize(1);
    assertThat(DATABASE.value("select attempts from message where id = ?", id)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("MSG-21 Telnyx takes a message and never answers: a callback names it")
  void shouldWaitForACallbackWhenTelnyxDoesNotAnswer(Organization organization) {
    // Given
    String seller = organization.seller();
    String to = contact();
    SimulatedCarriers.host()
        .faults()
        .arm(RequestFault.timeoutAfterAccepting().on("telnyx", "POST", "/messages"), 1);
    // When
    String id = send(seller, to, "telnyx", "só uma");
    awaitStatus(seller, id, "sending-unknown");
    String carrierId = atTelnyx(to).get(0).getString("id");
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES)) {
      probe.send(
          fact(
              organization.tenant(),
              id,
              UUID.randomUUID().toString(),
              GatewayFacts.status(Carrier.TELNYX, id, carrierId, MessageStatus.DELIVERED)));
    }
    // Then
    awaitStatus(seller, id, "delivered");
    assertThat(carrierId(id)).isEqualTo(carrierId);
    assertThat(atTelnyx(to)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("MSG-22 only what Twilio's list proves missing is sent again")
  void shouldSendAgainWhatWasProvenNotCreated(Organization organization) {
    // Given
    String to = contact();
    SimulatedCarriers.host()
        .faults()
        .arm(RequestFault.reset().on("twilio", "POST", "/Messages.json"), 1);
    // When
    String id = send(organization.seller(), to, "twilio", "de novo");
    // Then
    patiently().until(() -> atTwilio(to).size() == 1);
    patiently().until(() -> carrierId(id) != null);
    assertThat(DATABASE.value("select attempts from message where id = ?", id)).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Organization.class)
  @DisplayName("MSG-23 a crash between marking and storing the answer sends nothing twice")
  void shouldAskAfterACrashBetweenMarkingAndStoring(Organization organization) {
    // Given
    String to = contact();
    String id = send(organization.seller(), to, "twilio", "antes da queda");
    patiently().until(() -> carrierId(id) != null);
    String sid = carrierId(id);
    // When
    DATABASE.execute(
        "update message set carrier_message_id = null, state = 'SENDING' where id = ?", id);
    DATABASE.execute(
        "update jobs set state = 'RUNNING', due_at = now(), finished_at = null where subject = ?",
        id);
    // Then
    patiently().until(() -> sid.equals(carrierId(id)));
    assertThat(atTwilio(to)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"twilio, ana", "telnyx, ana", "telnyx, breno"})
  @DisplayName("MSG-24 a message without news is asked about, and unconfirmed in the end")
  void shouldEndAMessageWithoutNews(String carrier, String user) {
    // Given
    String to = contact();
    String id = send(user, to, carrier, "sem notícia");
    awaitStatus(user, id, "sending");
    patiently().until(() -> carrierId(id) != null);
    // When
    clock.advance(Duration.ofHours(13));
    // Then
    awaitStatus(user, id, "unconfirmed");
    assertThat(at(carrier, to)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"twilio, ana", "telnyx, breno"})
  @DisplayName("MSG-393 a message that cannot be read is asked about all the same")
  void shouldAskAboutWhatCannotBeRead(String carrier, String user) {
    // Given
    String to = contact();
    String id = send(user, to, carrier, "ilegível");
    patiently().until(() -> carrierId(id) != null);
    awaitStatus(user, id, "sending");
    DATABASE.execute("update message set content = 'no JSON' where id = ?", id);
    // When
    clock.advance(Duration.ofHours(13));
    // Then
    awaitStatus(user, id, "unconfirmed");
    assertThat(at(carrier, to)).hasSize(1);
  }

  @Test
  @DisplayName("MSG-393 a message that cannot be read is found at Twilio, and not sent again")
  void shouldFindWhatCannotBeRead() {
    // Given
    String to = contact();
    var faults = SimulatedCarriers.host().faults();
    faults.arm(
        RequestFault.timeoutAfterAccepting()
            .on("twilio", "POST", "/Messages.json")
            .holding(to.substring(1)),
        1);
    faults.arm(RequestFault.status(503).on("twilio", "GET", "/Messages.json"), 1000);
    String id = send("ana", to, "twilio", "só uma");
    awaitStatus("ana", id, "sending-unknown");
    DATABASE.execute("update message set content = 'no JSON' where id = ?", id);
    // When
    faults.clear();
    // Then
    patiently().until(() -> carrierId(id) != null);
    assertThat(atTwilio(to)).hasSize(1);
  }

  @Test
  @DisplayName("MSG-27 a redrive asks about a message once more, and never sends it again")
  void shouldAskOnceMoreAndSendNothingWhenItIsRedriven() {
    // Given
    String to = contact();
    var faults = SimulatedCarriers.host().faults();
    faults.arm(RequestFault.timeoutAfterAccepting().on("twilio", "POST", "/Messages.json"), 1);
    faults.arm(RequestFault.status(503).on("twilio", "GET", "/Messages.json"), 1000);
    String id = send("ana", to, "twilio", "só uma");
    awaitStatus("ana", id, "sending-unknown");
    clock.advance(Duration.ofHours(13));
    awaitStatus("ana", id, "unconfirmed");
    String job = deadJob("carla", id);
    faults.clear();
    // When
    ApiUser.as("breno").request().post(redrive(job)).then().statusCode(403);
    ApiUser.as("bia").request().post(redrive(job)).then().statusCode(404);
    ApiUser.as("olga").request().post(redrive(job)).then().statusCode(202);
    // Then
    patiently().until(() -> carrierId(id) != null);
    patiently().until(() -> DATABASE.count("jobs where id = ? and state = 'DONE'", job) == 1);
    assertThat(atTwilio(to)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  @DisplayName("MSG-28 a message that has failed, or is known to the carrier, is not redriven")
  void shouldNotRedriveWhatIsKnown(String carrier, Organization organization) {
    // Given
    String id = send(organization.seller(), contact(), carrier, "chegou");
    patiently().until(() -> carrierId(id) != null);
    patiently().until(() -> DATABASE.count("jobs where subject = ? and state = 'DONE'", id) == 1);
    DATABASE.execute("update jobs set state = 'DEAD' where subject = ?", id);
    // When
    String admin = organization.admin();
    var answer = ApiUser.as(admin).request().post(redrive(deadJob(admin, id)));
    // Then
    answer
        .then()
        .statusCode(409)
        .body("code", equalTo("RAMAL-0462"))
        .body("detail", containsString("POST /api/messages"));
    DATABASE.execute("update jobs set state = 'DONE' where subject = ?", id);
  }

  @ParameterizedTest
  @CsvSource({"twilio, ana", "telnyx, breno"})
  @DisplayName("MSG-18 a message that the carrier does not take in time is given up")
  void shouldGiveUpAMessageThatTheCarrierNeverTakes(String carrier, String user) {
    // Given
    String to = contact();
    SimulatedCarriers.host()
        .faults()
        .arm(RequestFault.tooMany(600).on(carrier, "POST", sends(carrier)), 1);
    String id = send(user, to, carrier, "nunca");
    patiently().until(() -> SimulatedCarriers.host().faults().armed().isEmpty());
    awaitStatus(user, id, "accepted");
    // When
    clock.advance(Duration.ofHours(13));
    // Then
    awaitStatus(user, id, "expired");
    get(user, "/api/messages/" + id).body("failure.code", equalTo("expired"));
    assertThat(at(carrier, to)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  @DisplayName("MSG-26 a submission that was slow and was taken over marks nothing")
  void shouldNotMarkAMessageWhoseJobWasTakenOver(String carrier, Organization organization) {
    // Given
    String id = send(organization.seller(), contact(), carrier, "devagar");
    patiently().until(() -> carrierId(id) != null);
    DATABASE.execute(
        "update jobs set state = 'WAITING', attempt = 2, finished_at = null,"
            + " due_at = now() + interval '1 h' where subject = ?",
        id);
    DATABASE.execute(
        "update message set carrier_message_id = null, state = 'ACCEPTED' where id = ?", id);
    // When
    Message begun =
        beginSubmission
            .begin(job(organization.tenant(), id, 1))
            .await()
            .atMost(Duration.ofSeconds(10))
            .message();
    // Then
    assertThat(begun).isNull();
    assertThat(DATABASE.value("select state from message where id = ?", id)).isEqualTo("ACCEPTED");
  }

  private static Job job(TenantId tenant, String message, int attempt) {
    Instant now = Instant.now();
    return new Job(
        (Long) DATABASE.value("select seq from jobs where subject = ?", message),
        message,
        tenant,
        SubmissionQueue.NAME,
        SubmissionQueue.SUBMIT,
        message,
        "",
        "{}",
        JobState.WAITING,
        attempt,
        0,
        0,
        now,
        now,
        now,
        null,
        now.plusSeconds(30));
  }

  /** The job of a message, as it is listed. */
  private static String deadJob(String admin, String message) {
    return ApiUser.as(admin)
        .request()
        .get("/api/messages/dead-jobs?queue=messages")
        .then()
        .statusCode(200)
        .extract()
        .path("items.find { it.subject == '" + message + "' }.id");
  }

  private static String redrive(String job) {
    return "/api/messages/dead-jobs/" + job + "/redrive";
  }

  private static String carrierId(String id) {
    return (String) DATABASE.value("select carrier_message_id from message where id = ?", id);
  }
}
