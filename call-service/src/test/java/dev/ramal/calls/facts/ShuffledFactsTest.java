package dev.ramal.calls.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.calls.fixtures.Talking;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallAnswered;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
class ShuffledFactsTest {

  @ParameterizedTest
  @CsvSource({"twilio, ana, carla, aurora", "telnyx, breno, bia, boreal"})
  @DisplayName("CALL-19 callbacks repeated five times and shuffled change nothing")
  void shouldNotChangeByRepeatedAndShuffledFacts(
      Carrier carrier, String user, String admin, TenantId tenant) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      Connections.at(carrier, admin);
      CallApi person = CallApi.as(user);
      boolean counts = carrier.equals(Carrier.TWILIO);
      Talking talk = Talking.at(carrier, probe, person, tenant, "+5511987650019");
      String id = talk.id();
      Phones phones = talk.phones();
      phones
          .initiated("agent", talk.agent(), 0)
          .initiated("lead", talk.lead(), 3)
          .ended("lead", talk.lead(), 45, CallOutcome.COMPLETED, counts ? 37 : null, null)
          .ended("agent", talk.agent(), 46, CallOutcome.COMPLETED, counts ? 44 : null, null);
      if (counts) {
        phones.ringing("lead", talk.lead(), 4);
      }
      person.awaitStatus(id, "completed");
      String before = person.call(id).asString();

      // When
      phones.repeatedAndShuffled(5);
      phones.initiated("lead", "marker-" + id, 60);

      // Then
      await()
          .until(
              () ->
                  Postgres.database("calls")
                          .count("call_facts where fact_id = ?", "marker-" + id + ":initiated")
                      == 1);
      assertThat(person.call(id).asString()).isEqualTo(before);
      assertThat(of(probe, id, CallEnded.class)).hasSize(1);
      assertThat(of(probe, id, CallAnswered.class)).hasSize(1);
    }
  }

  @Test
  @DisplayName("CALL-32 an end that overtakes the answer is corrected once")
  void shouldCorrectAnEndThatOvertookTheAnswer() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      Connections.telnyx("bia");
      CallApi person = CallApi.as("breno");
      String id = person.dials(Map.of("to", "+5511987650019", "carrier", "telnyx"));
      Phones phones = new Phones(probe, Tenants.BOREAL, Carrier.TELNYX, id, Instant.now());
      String agent = person.awaitLeg(id, "agent");
      Simulator.advance(2);
      phones.answered("agent", agent, 2);
      String lead = person.awaitLeg(id, "lead");
      phones
          .initiated("lead", lead, 3)
          .ended("lead", lead, 45, CallOutcome.COMPLETED, null, "callee")
          .ended("agent", agent, 45, CallOutcome.COMPLETED, null, "caller");
      person.awaitStatus(id, "no-answer");

      // When
      phones.answered("lead", lead, 8);

      // Then
      person.awaitStatus(id, "completed");
      CallEnded corrected =
          probe
              .await(
                  "the correction",
                  r ->
                      id.equals(r.subject())
                          && r.is(CallEnded.class)
                          && r.data(CallEnded.class).revision() == 1)
              .data(CallEnded.class);
      assertThat(corrected.talkSeconds()).isEqualTo(37);
    }
  }

  private static List<ReceivedRecord> of(
      TopicProbe probe, String id, Class<? extends Record> type) {
    return probe.all().stream().filter(r -> id.equals(r.subject()) && r.is(type)).toList();
  }
}
