package dev.ramal.messaging.sending;

import static dev.ramal.messaging.fixtures.MessagingFixture.awaitStatus;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.fixtures.MessagingFixture.status;
import static dev.ramal.messaging.sending.Followed.byWhatsApp;
import static dev.ramal.messaging.sending.Followed.carrierId;
import static dev.ramal.messaging.sending.Followed.smsAfter;
import static dev.ramal.messaging.sending.Followed.taken;
import static dev.ramal.messaging.sending.Followed.whatsApp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import dev.ramal.events.Topics;
import dev.ramal.events.messages.MessageReplaced;
import dev.ramal.kit.jobs.Job;
import dev.ramal.kit.jobs.JobState;
import dev.ramal.messaging.fixtures.MessagingFixture;
import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.messaging.fixtures.Organization;
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.MovableClock;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@MessagingTest
class SmsOnceTest {
  private static final Postgres DATABASE = Postgres.database("messaging");

  @Inject MovableClock clock;
  @Inject MessagingFixture fixture;
  @Inject SmsFallback fallback;

  @BeforeEach
  void connect() {
    fixture.connect();
    SimulatedCarriers.host().faults().clear();
    Stream.of(Organization.values()).forEach(organization -> smsAfter(organization, 30));
  }

  @AfterEach
  void asBefore() {
    SimulatedCarriers.host().faults().clear();
    DATABASE.execute("delete from message_routing");
    clock.reset();
  }

  @ParameterizedTest
  @CsvSource({"twilio, AURORA", "telnyx, BOREAL"})
  @DisplayName("MSG-165 looks that are repeated, also at one time, make one SMS")
  void shouldFollowOnceHoweverOftenItIsLookedAt(String carrier, Organization organization) {
    // Given
    String to = contact();
    String id = whatsApp(organization, to, carrier);
    patiently().until(() -> carrierId(id) != null);
    DATABASE.execute("delete from jobs where queue = 'sms-fallbacks' and subject = ?", id);
    clock.advance(Duration.ofMinutes(31));
    Job look = look(organization, id);
    // When
    Uni.join()
        .all(fallback.run(look), fallback.run(look), fallback.ask(look))
        .andCollectFailures()
        .await()
        .atMost(Duration.ofSeconds(20));
    // Then
    assertThat(DATABASE.count("message where to_number = ? and channel = 'SMS'", to)).isOne();
    get(organization.seller(), "/api/messages/" + id).body("replacedBy", notNullValue());
    assertThat(byWhatsApp(carrier, to)).hasSize(1);
  }

  /**
   * While the carrier lists nothing, whoever asks it learns nothing, of the SMS too: that is known
   * by what the carrier has, not by its answer, which may come too late.
   */
  @Test
  @DisplayName("MSG-166 what is proven later not to have been sent is not sent behind its SMS")
  void shouldNotSendBehindTheSmsWhatWasNeverTaken() {
    // Given: the carrier never got it, and says so late
    String to = contact();
    var faults = SimulatedCarriers.host().faults();
    faults.arm(
        RequestFault.reset().on("twilio", "POST", "/Messages.json").holding(to.substring(1)), 1);
    faults.arm(RequestFault.status(503).on("twilio", "GET", "/Messages.json"), 1000);
    String id = whatsApp(Organization.AURORA, to, "twilio");
    awaitStatus("ana", id, "sending-unknown");
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES)) {
      clock.advance(Duration.ofMinutes(31));
      probe.await(MessageReplaced.class, id);
      patiently().until(() -> taken(to).size() == 1);
    }
    // When
    faults.clear();
    // Then: it is asked for at once, unless somebody is just asking
    patiently()
        .until(
            () -> {
              DATABASE.execute(
                  "update jobs set due_at = now() where subject = ? and state = 'UNKNOWN'", id);
              return status("ana", id).equals("denied");
            });
    get("ana", "/api/messages/" + id).body("failure.code", equalTo("replaced-by-sms"));
    assertThat(byWhatsApp("twilio", to)).isEmpty();
    assertThat(taken(to)).hasSize(1);
  }

  private static Job look(Organization organization, String id) {
    Instant now = Instant.now();
    return new Job(
        1,
        id,
        organization.tenant(),
        SmsFallback.QUEUE,
        SmsFallback.KIND,
        id,
        "",
        "{\"round\":0}",
        JobState.WAITING,
        1,
        0,
        0,
        now,
        now,
        now,
        null,
        now.plusSeconds(30));
  }
}
