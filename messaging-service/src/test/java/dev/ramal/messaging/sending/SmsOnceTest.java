package dev.ramal.messaging.sending;

import static dev.ramal.messaging.fixtures.MessagingFixture.atTwilio;
import static dev.ramal.messaging.fixtures.MessagingFixture.awaitStatus;
import static dev.ramal.messaging.fixtures.MessagingFixture.contact;
import static dev.ramal.messaging.fixtures.MessagingFixture.get;
import static dev.ramal.messaging.fixtures.MessagingFixture.patiently;
import static dev.ramal.messaging.sending.Followed.carrierId;
import static dev.ramal.messaging.sending.Followed.smsAfter;
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
import dev.ramal.simulators.fault.RequestFault;
import dev.ramal.testkit.MovableClock;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.SimulatedCarriers;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

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
    smsAfter(30);
  }

  @AfterEach
  void asBefore() {
    SimulatedCarriers.host().faults().clear();
    DATABASE.execute("delete from message_routing");
    clock.reset();
  }

  @Test
  @DisplayName("MSG-165 looks that are repeated, also at one time, make one SMS")
  void shouldFollowOnceHoweverOftenItIsLookedAt() {
    // Given
    String to = contact();
    String id = whatsApp(to, MessagingFixture.AURORA_TWILIO);
    patiently().until(() -> carrierId(id) != null);
    DATABASE.execute("delete from jobs where queue = 'sms-fallbacks' and subject = ?", id);
    clock.advance(Duration.ofMinutes(31));
    // When
    Uni.join()
        .all(fallback.run(look(id)), fallback.run(look(id)), fallback.ask(look(id)))
        .andCollectFailures()
        .await()
        .atMost(Duration.ofSeconds(20));
    // Then
    assertThat(DATABASE.count("message where to_number = ? and channel = 'SMS'", to)).isOne();
    get("ana", "/api/messages/" + id).body("replacedBy", notNullValue());
  }

  @Test
  @DisplayName("MSG-166 what is proven later not to have been sent is not sent behind its SMS")
  void shouldNotSendBehindTheSmsWhatWasNeverTaken() {
    // Given: the carrier never got it, and says so late
    String to = contact();
    var faults = SimulatedCarriers.host().faults();
    faults.arm(RequestFault.reset().on("twilio", "POST", "/Messages.json"), 1);
    faults.arm(RequestFault.status(503).on("twilio", "GET", "/Messages.json"), 1000);
    String id = whatsApp(to, MessagingFixture.AURORA_TWILIO);
    awaitStatus("ana", id, "sending-unknown");
    try (TopicProbe probe = TopicProbe.on(Topics.MESSAGES)) {
      clock.advance(Duration.ofMinutes(31));
      String sms = probe.await(MessageReplaced.class, id).replacementId();
      patiently().until(() -> carrierId(sms) != null);
    }
    // When
    faults.clear();
    DATABASE.execute("update jobs set due_at = now() where subject = ?", id);
    // Then
    awaitStatus("ana", id, "denied");
    get("ana", "/api/messages/" + id).body("failure.code", equalTo("replaced-by-sms"));
    assertThat(atTwilio(to)).hasSize(1);
  }

  private static Job look(String id) {
    Instant now = Instant.now();
    return new Job(
        1,
        id,
        Tenants.AURORA,
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
