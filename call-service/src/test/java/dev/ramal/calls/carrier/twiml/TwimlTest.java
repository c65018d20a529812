package dev.ramal.calls.carrier.twiml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.prompts.Prompt;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

@DisplayName("CALL-49 instructions are TwiML as Twilio publishes it")
class TwimlTest {
  /** Attributes that Twilio's generated builders know, as far as we use the elements. */
  private static final Map<String, Set<String>> KNOWN =
      Map.of(
          "Response", Set.of(),
          "Say", Set.of("voice", "loop", "language"),
          "Dial", Set.of("action", "method", "timeout", "timeLimit", "callerId", "record"),
          "Conference",
              Set.of(
                  "muted",
                  "beep",
                  "startConferenceOnEnter",
                  "endConferenceOnExit",
                  "waitUrl",
                  "maxParticipants",
                  "statusCallback",
                  "statusCallbackMethod",
                  "statusCallbackEvent",
                  "participantLabel"),
          "Hangup", Set.of());

  private static final Map<String, Set<String>> CHILDREN =
      Map.of(
          "Response", Set.of("Say", "Dial", "Hangup"),
          "Dial", Set.of("Conference"),
          "Say", Set.of(),
          "Conference", Set.of(),
          "Hangup", Set.of());

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
    check(xml);
  }

  @Test
  void shouldLetALegGoPolitely() throws Exception {
    // When
    String xml = Twiml.response(twiml -> twiml.say(Prompt.CALL_UNAVAILABLE.words()).hangup());

    // Then
    assertThat(xml).isEqualTo(golden("goodbye.xml"));
    check(xml);
  }

  private static void check(String xml) throws Exception {
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
            .getDocumentElement();
    assertThat(root.getTagName()).isEqualTo("Response");
    check(root);
  }

  private static void check(Element element) {
    String name = element.getTagName();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      assertThat(KNOWN.get(name)).contains(element.getAttributes().item(i).getNodeName());
    }
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        assertThat(CHILDREN.get(name)).contains(inner.getTagName());
        check(inner);
      }
    }
  }

  private static String golden(String file) throws IOException {
    try (InputStream in = TwimlTest.class.getResourceAsStream("/twiml/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }
}
