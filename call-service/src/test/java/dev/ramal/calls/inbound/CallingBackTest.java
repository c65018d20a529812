package dev.ramal.calls.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.Caller;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallMissed;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
class CallingBackTest extends CallersArrive {
  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-302 who calls back reaches the agent who called last")
  void shouldReachTheAgentWhoCalledLast(Carrier carrier, TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(organization);
      String lead = "+55119876" + (10_000 + System.nanoTime() % 80_000);
      String clicked = person.dials(Map.of("to", lead, "carrier", carrier.wire()));
      Phones click = new Phones(probe, tenant, carrier, clicked, Instant.now());
      String own = person.awaitLeg(clicked, "agent");
      Simulator.advance(5);
      click.initiated("agent", own, 0).answered("agent", own, 1);
      String rung = person.awaitLeg(clicked, "lead");
      click
          .initiated("lead", rung, 2)
          .ended("lead", rung, 9, CallOutcome.NO_ANSWER, null, null)
          .ended("agent", own, 10, CallOutcome.COMPLETED, talked(carrier, 9), null);
      person.awaitStatus(clicked, "no-answer");
      settings(Map.of("queue", false, "voicemail", false));

      // When
      Caller back = arrives(probe, carrier, lead);
      String call = back.call();

      // Then
      String leg = person.awaitLeg(call, "agent");
      assertThat(why(call)).isEqualTo("called-last");
      phones(probe, carrier, back)
          .initiated("agent", leg, 2)
          .ended("agent", leg, 7, CallOutcome.NO_ANSWER, null, null);
      assertThat(farewell(carrier, back)).contains(Prompt.NOBODY_FREE.words());
      back.hungUp(12, talked(carrier, 12));
      assertThat(probe.await(CallMissed.class, call).cause()).isEqualTo("no-agent");
    }
  }

  /** Told at the one carrier, asked for by the other; nothing is recorded. */
  private String farewell(Carrier carrier, Caller caller) {
    if (carrier.equals(Carrier.TELNYX)) {
      await().until(() -> said(caller).contains("dismiss"));
      caller.heard(9, "dismiss");
      await().until(() -> !commands("hangup", caller).isEmpty());
      assertThat(commands("record_start", caller)).isEmpty();
      return String.join("\n", commands("speak", caller));
    }
    await()
        .until(() -> !Simulator.posts("twilio", "/Calls/" + caller.handle, "lead-next").isEmpty());
    String words = asks("lead-next", caller, caller.call());
    assertThat(words).contains("<Hangup").doesNotContain("<Record");
    return words;
  }

  private static String why(String call) {
    return String.valueOf(
            DATABASE.value(
                "select data from call_facts where call_id = ? and kind = 'Offered'", call))
        .replaceAll(".*\"why\":\\s*\"([a-z-]+)\".*", "$1");
  }
}
