package dev.ramal.calls.dialing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.ReleasingParty;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.testkit.Postgres;
import dev.ramal.testkit.Tenants;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class TelnyxCallTest {

  @Test
  @DisplayName("CALL-11 Telnyx: conference, disclaimer and join are commanded in their order")
  void shouldBringAgentAndLeadIntoOneConference() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      Connections.telnyx("carla");
      CallApi bruno = CallApi.as("bruno");

      // When
      String id = bruno.dials(Map.of("to", "+5511987650011", "carrier", "telnyx", "record", true));
      Phones phones = new Phones(probe, Tenants.AURORA, Carrier.TELNYX, id, Instant.now());
      String agent = bruno.awaitLeg(id, "agent");
      Simulator.advance(5);
      phones.initiated("agent", agent, 0).answered("agent", agent, 2);
      String lead = bruno.awaitLeg(id, "lead");
      Simulator.advance(5);
      phones.initiated("lead", lead, 3).answered("lead", lead, 8);

      // Then
      await()
          .untilAsserted(
              () -> {
                assertThat(Simulator.posts("telnyx", "/conferences", agent)).hasSize(1);
                assertThat(Simulator.posts("telnyx", "/actions/speak", "gravada")).isNotEmpty();
                assertThat(Simulator.posts("telnyx", "/actions/join", lead)).hasSize(1);
              });
      List<String> posts = Simulator.posts("telnyx");
      int leadDialled = first(posts, "/calls ", "+5511987650011");
      int conference = first(posts, "/conferences ", agent);
      int spoken = first(posts, "/actions/speak", lead, "gravada");
      int joined = first(posts, "/actions/join", lead);
      assertThat(List.of(leadDialled, spoken, joined)).isSorted();
      assertThat(conference).isLessThan(joined);
      phones
          .ended("lead", lead, 45, CallOutcome.COMPLETED, null, "callee")
          .ended("agent", agent, 45, CallOutcome.COMPLETED, null, "caller");
      CallEnded ended = probe.await(CallEnded.class, id);
      assertThat(ended.talkSeconds()).isEqualTo(37);
      assertThat(ended.hungUpBy()).isEqualTo(ReleasingParty.LEAD);
      assertThat(ended.carrier()).isEqualTo(Carrier.TELNYX);
    }
  }

  @Test
  @DisplayName("CALL-84 a conference whose name was lost is learned from who joined it")
  void shouldJoinTheLeadWhenTheAnswerAboutTheConferenceWasLost() {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      Connections.telnyx("carla");
      CallApi ana = CallApi.as("ana");
      Simulator.fault("status", "telnyx", "/conferences", 50, Map.of("status", 200));
      String id = ana.dials(Map.of("to", "+5511987650064", "carrier", "telnyx", "record", false));
      Phones phones = new Phones(probe, Tenants.AURORA, Carrier.TELNYX, id, Instant.now());
      String agent = ana.awaitLeg(id, "agent");
      phones.initiated("agent", agent, 0).answered("agent", agent, 2);
      String lead = ana.awaitLeg(id, "lead");
      phones.initiated("lead", lead, 3).answered("lead", lead, 8);
      await().until(() -> !Simulator.posts("telnyx", "/conferences", agent).isEmpty());

      // When
      phones.joined("agent", agent, 9, "conference-64");

      // Then
      await()
          .untilAsserted(
              () ->
                  assertThat(Simulator.posts("telnyx", "/conference-64/actions/join", lead))
                      .isNotEmpty());
      await().until(() -> "DONE".equals(agentsJoin(id)));
      assertThat(ana.status(id)).isEqualTo("in-progress");
    } finally {
      Simulator.noFaults();
    }
  }

  private static Object agentsJoin(String id) {
    return Postgres.database("calls")
        .value(
            "select state from jobs where subject = ? and kind = 'JOIN'"
                + " and payload ->> 'leg' = 'agent'",
            id);
  }

  private static int first(List<String> posts, String... mentioning) {
    for (int i = 0; i < posts.size(); i++) {
      if (Arrays.stream(mentioning).allMatch(posts.get(i)::contains)) {
        return i;
      }
    }
    throw new AssertionError("no POST mentions " + List.of(mentioning) + " in " + posts);
  }
}
