package dev.ramal.calls.inbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ramal.calls.fixtures.Caller;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.calls.prompts.Prompt;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.CallMissed;
import dev.ramal.events.calls.VoicemailLeft;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
class FollowMeTest extends CallersArrive {
  @ParameterizedTest
  @CsvSource({"telnyx, aurora", "twilio, boreal"})
  @DisplayName("CALL-300 an agent who does not pick up is followed to the mobile, then it goes on")
  void shouldFollowTheAgentAndGoOn(Carrier carrier, TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(organization);
      number(Connections.NUMBER);
      change(Map.of("mobile", MOBILE));
      settings(Map.of("queue", false));
      int before = dialsOfMobile(carrier);

      // When
      Caller caller = arrives(probe, carrier, CALLER);
      String call = caller.call();
      Phones phones = phones(probe, carrier, caller);
      String first = person.awaitLeg(call, "agent");
      phones
          .initiated("agent", first, 2)
          .ended("agent", first, 7, CallOutcome.NO_ANSWER, null, null);
      String second = person.awaitLeg(call, "agent-2");
      phones
          .initiated("agent-2", second, 8)
          .ended("agent-2", second, 13, CallOutcome.BUSY, null, null);

      // Then
      assertThat(dialsOfMobile(carrier)).isEqualTo(before + 1);
      leavesAMessage(carrier, caller);
      VoicemailLeft message = probe.await(VoicemailLeft.class, call);
      assertThat(message.recordingId()).isEqualTo("rec-" + call);
      await().until(() -> isLetGo(carrier, caller));
      assertThat(asked(caller)).isZero();
      Object idleSince = idleSince();
      caller.hungUp(32, talked(carrier, 32));
      CallMissed missed = probe.await(CallMissed.class, call);
      assertThat(missed.cause()).isEqualTo("voicemail");
      assertThat(missed.agentId()).isEqualTo(agent);
      assertThat(missed.waitedSeconds()).isEqualTo(32);
      assertThat(probe.await(CallEnded.class, call).legs()).hasSize(3);
      assertThat(idleSince()).as("a call that was missed takes no place").isEqualTo(idleSince);
      assertThat(DATABASE.count("recordings where call_id = ?", call)).isEqualTo(1);
      caller.recordedByItself(33, 1, "all-" + call);
      await()
          .untilAsserted(() -> assertThat(recordings(call)).containsExactly("voicemail", "call"));
      assertThat(probe.all(organization, VoicemailLeft.class))
          .filteredOn(left -> left.data(VoicemailLeft.class).callId().equals(call))
          .hasSize(1);
    }
  }

  /** What they are, as the list says, the first that was told first. */
  private List<String> recordings(String call) {
    return admin
        .request()
        .get("/api/calls/" + call + "/recordings")
        .jsonPath()
        .getList("items.source");
  }

  private static int dialsOfMobile(Carrier carrier) {
    return Simulator.posts(carrier.wire(), "alls", MOBILE.substring(1)).size();
  }

  /** After the greeting; the one carrier is told, the other asks. */
  private void leavesAMessage(Carrier carrier, Caller caller) {
    if (carrier.equals(Carrier.TELNYX)) {
      await().untilAsserted(() -> assertThat(said(caller)).contains("greet"));
      caller.heard(20, "greet");
      await()
          .untilAsserted(
              () ->
                  assertThat(commands("record_start", caller))
                      .anyMatch(post -> post.contains("\"max_length\":120")));
    } else {
      await()
          .until(
              () -> !Simulator.posts("twilio", "/Calls/" + caller.handle, "lead-next").isEmpty());
      assertThat(asks("lead-next", caller, caller.call())).contains(Prompt.LEAVE_A_MESSAGE.words());
      assertThat(asks("lead-greeted", caller, caller.call())).contains("maxLength=\"120\"");
    }
    caller.recorded(31, 24, "rec-" + caller.call());
  }

  private boolean isLetGo(Carrier carrier, Caller caller) {
    return carrier.equals(Carrier.TELNYX)
        ? !commands("hangup", caller).isEmpty()
        : asks("lead-message", caller, caller.call()).contains("<Hangup");
  }

  private Object idleSince() {
    return DATABASE.value("select status_since from agents where user_id = ?", agent);
  }

  @ParameterizedTest
  @CsvSource({"twilio, aurora", "telnyx, boreal"})
  @DisplayName("CALL-534 who declined, or was busy, is not followed to the mobile")
  void shouldNotFollowWhoSaidNo(Carrier carrier, TenantId organization) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      goTo(organization);
      number(Connections.NUMBER);
      change(Map.of("mobile", MOBILE));
      settings(Map.of("queue", false));
      Caller declined = arrives(probe, carrier, CALLER);
      String rung = person.awaitLeg(declined.call(), "agent");

      // When
      person.request().post("/api/calls/" + declined.call() + "/hangup").then().statusCode(200);

      // Then
      await().until(() -> sentTo(declined).equals("voicemail"));
      phones(probe, carrier, declined).ended("agent", rung, 8, CallOutcome.CANCELED, null, null);
      declined.hungUp(9, talked(carrier, 9));
      assertThat(probe.await(CallEnded.class, declined.call()).legs()).hasSize(2);

      Caller busy = arrives(probe, carrier, OTHER_CALLER);
      String leg = person.awaitLeg(busy.call(), "agent");
      phones(probe, carrier, busy)
          .initiated("agent", leg, 2)
          .ended("agent", leg, 3, CallOutcome.BUSY, null, null);
      await().until(() -> sentTo(busy).equals("voicemail"));
      busy.hungUp(9, talked(carrier, 9));
      assertThat(probe.await(CallEnded.class, busy.call()).legs()).hasSize(2);
    }
  }

  private static String sentTo(Caller caller) {
    return String.valueOf(
            DATABASE.value(
                "select max(data::text) from call_facts where call_id = ? and kind = 'Routed'",
                caller.call()))
        .replaceAll(".*\"to\":\\s*\"([a-z]+)\".*", "$1");
  }
}
