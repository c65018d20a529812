package dev.ramal.calls.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
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

@CallsTest
class ShuffledFactsTest {
  private final CallApi ana = CallApi.as("ana");

  @Test
  @DisplayName("CALL-19 callbacks repeated five times and shuffled change nothing")
  void shouldNotChangeByRepeatedAndShuffledFacts() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      Connections.twilio("carla");
      String id = ana.dials(Map.of("to", "+5511987650019", "carrier", "twilio"));
      Phones phones = new Phones(probe, Tenants.AURORA, Carrier.TWILIO, id, Instant.now());
      String agent = ana.awaitLeg(id, "agent");
      phones.initiated("agent", agent, 0).answered("agent", agent, 2);
      String lead = ana.awaitLeg(id, "lead");
      phones
          .initiated("lead", lead, 3)
          .ringing("lead", lead, 4)
          .answered("lead", lead, 8)
          .ended("lead", lead, 45, CallOutcome.COMPLETED, 37, null)
          .ended("agent", agent, 46, CallOutcome.COMPLETED, 44, null);
      ana.awaitStatus(id, "completed");
      String before = ana.call(id).asString();

      // When
      phones.repeatedAndShuffled(5);
      phones.initiated("lead", "CA-marker-" + id, 60);

      // Then
      await()
          .until(
              () ->
                  Postgres.database("calls")
                          .count("call_facts where fact_id = ?", "CA-marker-" + id + ":initiated")
                      == 1);
      assertThat(ana.call(id).asString()).isEqualTo(before);
      assertThat(of(probe, id, CallEnded.class)).hasSize(1);
      assertThat(of(probe, id, CallAnswered.class)).hasSize(1);
    }
  }

  @Test
  @DisplayName("CALL-32 an end that overtakes the answer is corrected once")
  void shouldCorrectAnEndThatOvertookTheAnswer() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      Connections.telnyx("carla");
      String id = ana.dials(Map.of("to", "+5511987650019", "carrier", "telnyx"));
      Phones phones = new Phones(probe, Tenants.AURORA, Carrier.TELNYX, id, Instant.now());
      String agent = ana.awaitLeg(id, "agent");
      Simulator.advance(2);
      phones.answered("agent", agent, 2);
      String lead = ana.awaitLeg(id, "lead");
      phones
          .initiated("lead", lead, 3)
          .ended("lead", lead, 45, CallOutcome.COMPLETED, null, "callee")
          .ended("agent", agent, 45, CallOutcome.COMPLETED, null, "caller");
      ana.awaitStatus(id, "no-answer");

      // When
      phones.answered("lead", lead, 8);

      // Then
      ana.awaitStatus(id, "completed");
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
