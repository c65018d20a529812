package dev.ramal.calls.carrier.twiml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.prompts.Prompt;
import dev.ramal.testkit.twiml.TwimlSchema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("CALL-49 instructions are TwiML as Twilio publishes it")
class TwimlTest {
  @Test
  void shouldSendALegIntoTheConferenceAfterTheDisclaimer() throws Exception {
    // Given
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("beep", "false");
    attributes.put("participantLabel", "lead");
    attributes.put("statusCallback", "https://hooks.ramal.test/x?call=c1&leg=lead#rc=3");

    // When
    String xml =
        Twiml.response(
            twiml ->
                twiml
                    .say("Olá. Ligação <gravada> & protegida.")
                    .dialConference("call-c1", attributes));

    // Then
    assertThat(xml).isEqualTo(golden("lead-answered-recorded.xml"));
    TwimlSchema.check(xml);
  }

  @Test
  void shouldLetALegGoPolitely() throws Exception {
    // When
    String xml = Twiml.response(twiml -> twiml.say(Prompt.CALL_UNAVAILABLE.words()).hangup());

    // Then
    assertThat(xml).isEqualTo(golden("goodbye.xml"));
    TwimlSchema.check(xml);
  }

  private static String golden(String file) throws IOException {
    try (InputStream in = TwimlTest.class.getResourceAsStream("/twiml/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
