package dev.ramal.calls.carrier.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.EveryPlan;
import dev.ramal.calls.call.VoicePlan.VoiceInstruction;
import dev.ramal.calls.carrier.VoiceRenderer.SteeredLeg;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.LegName;
import dev.ramal.testkit.twiml.TwimlSchema;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-276 every plan that a call can reach is a document as Twilio publishes it")
class TexmlOfPlansTest {

  @Test
  void shouldLetGoWhoeverAsksAlthoughTheirCarrierIsTold() {
    // Given
    SteeredLeg leg =
        new SteeredLeg(
            new ConnectionId("connection-1"),
            CallId.of("0195a1b2-0000-7000-8000-000000000001"),
            LegName.LEAD);
    for (List<VoiceInstruction> plan : EveryPlan.of(LegName.LEAD)) {
      // When
      String document = new TexmlRenderer().render(plan, leg, prompt -> "ação <&>").body();

      // Then
      TwimlSchema.check(document);
      assertThat(document).contains("<Hangup").doesNotContain("Conference");
    }
  }
}
