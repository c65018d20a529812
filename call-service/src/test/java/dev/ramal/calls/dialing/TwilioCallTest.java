package dev.ramal.calls.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.fixtures.CallApi;
import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.calls.fixtures.Connections;
import dev.ramal.calls.fixtures.Phones;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.DestinationClass;
import dev.ramal.events.ReleasingParty;
import dev.ramal.events.TenantId;
import dev.ramal.events.Topics;
import dev.ramal.events.calls.CallAnswered;
import dev.ramal.events.calls.CallDialed;
import dev.ramal.events.calls.CallEnded;
import dev.ramal.events.calls.CallRequested;
import dev.ramal.events.calls.CallRinging;
import dev.ramal.testkit.ReceivedRecord;
import dev.ramal.testkit.TopicProbe;
import dev.ramal.testkit.fixtures.Simulator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@CallsTest
class TwilioCallTest {
  private static final String LEAD = "+5511987650010";

  @ParameterizedTest
  @CsvSource({"carla, bruno, aurora", "bia, bia, boreal"})
  @DisplayName("CALL-10 a click rings the agent, then the lead, and facts end the call; Twilio")
  void shouldCarryACallFromTheClickToItsEnd(String admin, String user, TenantId tenant) {
    try (TopicProbe probe = TopicProbe.on(Topics.CALLS)) {
      // Given
      Connections.twilio(admin);
      CallApi person = CallApi.as(user);

      // When
      String id =
          person.dials(Map.of("to", LEAD, "carrier", "twilio", "record", true, "contactId", "c-1"));
      Phones phones = new Phones(probe, tenant, Carrier.TWILIO, id, Instant.now());
      String agent = person.awaitLeg(id, "agent");
      phones.initiated("agent", agent, 0).ringing("agent", agent, 1).answered("agent", agent, 2);
      String lead = person.awaitLeg(id, "lead");
      phones.initiated("lead", lead, 3).ringing("lead", lead, 4);
      person.awaitStatus(id, "ringing");
      phones.answered("lead", lead, 8);
      person.awaitStatus(id, "in-progress");
      phones
          .ended("lead", lead, 45, CallOutcome.COMPLETED, 37, null)
          .ended("agent", agent, 46, CallOutcome.COMPLETED, 44, null);

      // Then
      CallEnded ended = probe.await(CallEnded.class, id);
      assertThat(ended.outcome()).isEqualTo(CallOutcome.COMPLETED);
      assertThat(ended.talkSeconds()).isEqualTo(37);
      assertThat(ended.ringSeconds()).isEqualTo(5);
      assertThat(ended.hungUpBy()).isEqualTo(ReleasingParty.LEAD);
      assertThat(ended.carrier()).isEqualTo(Carrier.TWILIO);
      assertThat(ended.destinationClass()).isEqualTo(DestinationClass.MOBILE_SP_RJ);
      assertThat(ended.recordingExpected()).isFalse();
      assertThat(ended.noRecording()).isEqualTo("not-begun");
      assertThat(ended.legs()).hasSize(2);
      assertThat(types(probe, id))
          .containsExactly(
              CallRequested.TYPE,
              CallDialed.TYPE,
              CallDialed.TYPE,
              CallRinging.TYPE,
              CallAnswered.TYPE,
              CallEnded.TYPE);
      person.awaitStatus(id, "completed");
      List<String> dials = Simulator.posts("twilio", "/Calls.json", id);
      assertThat(dials).hasSize(2);
      assertThat(dials.get(0)).contains("To=client").doesNotContain("Record");
      assertThat(dials.get(1)).contains("5511987650010").doesNotContain("Record");
    }
  }

  private static List<String> types(TopicProbe probe, String id) {
    return probe.all().stream()
        .filter(record -> id.equals(record.subject()))
        .map(ReceivedRecord::type)
        .toList();
  }
}
