package dev.ramal.simulators.twilio.twiml;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Reads TwiML strictly: an unknown verb, noun or attribute is refused where the real carrier would
 * only warn, so that a typing error is found before production.
 *
 * @param name verb or noun
 * @param text trimmed text content
 */
record Twiml(String name, Map<String, String> attributes, String text, List<Twiml> children) {
  private static final Set<String> NUMBER =
      Set.of(
          "url",
          "method",
          "statusCallback",
          "statusCallbackEvent",
          "statusCallbackMethod",
          "sendDigits",
          "byoc",
          "machineDetection",
          "amdStatusCallback",
          "amdStatusCallbackMethod",
          "machineDetectionTimeout",
          "machineDetectionSpeechThreshold",
          "machineDetectionSpeechEndThreshold",
          "machineDetectionSilenceTimeout");
  private static final Map<String, Set<String>> ATTRIBUTES =
      Map.ofEntries(
          Map.entry("Response", Set.of()),
          Map.entry("Say", Set.of("voice", "loop", "language")),
          Map.entry("Play", Set.of("loop", "digits")),
          Map.entry("Pause", Set.of("length")),
          Map.entry("Hangup", Set.of()),
          Map.entry("Reject", Set.of("reason")),
          Map.entry("Redirect", Set.of("method")),
          Map.entry(
              "Record",
              Set.of(
                  "action",
                  "method",
                  "timeout",
                  "finishOnKey",
                  "maxLength",
                  "playBeep",
                  "trim",
                  "recordingStatusCallback",
                  "recordingStatusCallbackMethod",
                  "recordingStatusCallbackEvent",
                  "transcribe",
                  "transcribeCallback")),
          Map.entry(
              "Gather",
              Set.of(
                  "input",
                  "action",
                  "method",
                  "timeout",
                  "speechTimeout",
                  "maxSpeechTime",
                  "profanityFilter",
                  "finishOnKey",
                  "numDigits",
                  "partialResultCallback",
                  "partialResultCallbackMethod",
                  "language",
                  "hints",
                  "bargeIn",
                  "debug",
                  "actionOnEmptyResult",
                  "speechModel",
                  "enhanced")),
          Map.entry(
              "Dial",
              Set.of(
                  "action",
                  "method",
                  "timeout",
                  "hangupOnStar",
                  "timeLimit",
                  "callerId",
                  "record",
                  "trim",
                  "recordingStatusCallback",
                  "recordingStatusCallbackMethod",
                  "recordingStatusCallbackEvent",
                  "answerOnBridge",
                  "ringTone",
                  "recordingTrack",
                  "sequential",
                  "referUrl",
                  "referMethod")),
          Map.entry("Number", NUMBER),
          Map.entry("Client", NUMBER),
          Map.entry("Sip", NUMBER),
          Map.entry("Identity", Set.of()),
          Map.entry("Parameter", Set.of("name", "value")),
          Map.entry(
              "Conference",
              Set.of(
                  "muted",
                  "beep",
                  "startConferenceOnEnter",
                  "endConferenceOnExit",
                  "waitUrl",
                  "waitMethod",
                  "maxParticipants",
                  "record",
                  "region",
                  "coach",
                  "trim",
                  "statusCallbackEvent",
                  "statusCallback",
                  "statusCallbackMethod",
                  "recordingStatusCallback",
                  "recordingStatusCallbackMethod",
                  "recordingStatusCallbackEvent",
                  "eventCallbackUrl",
                  "jitterBufferSize",
                  "participantLabel")));

  private static final Map<String, Set<String>> CHILDREN =
      Map.of(
          "Response",
              Set.of(
                  "Say",
                  "Play",
                  "Pause",
                  "Hangup",
                  "Reject",
                  "Redirect",
                  "Record",
                  "Gather",
                  "Dial"),
          "Gather", Set.of("Say", "Play", "Pause"),
          "Dial", Set.of("Number", "Client", "Sip", "Conference"),
          "Client", Set.of("Identity", "Parameter"));

  /** Why a document cannot be run: Twilio's code 12100 (not XML) or 12200 (not TwiML). */
  static final class Unusable extends Exception {
    final int code;

    Unusable(int code, String message) {
      super(message);
      this.code = code;
    }
  }

  static Twiml parse(String xml) throws Unusable {
    Element root;
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      root =
          builder
              .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
              .getDocumentElement();
    } catch (Exception malformed) {
      throw new Unusable(12100, "Document parse failure: " + malformed.getMessage());
    }
    if (!"Response".equals(root.getTagName())) {
      throw new Unusable(12100, "the root element must be Response, not " + root.getTagName());
    }
    return read(root);
  }

  String attribute(String attribute, String otherwise) {
    return attributes.getOrDefault(attribute, otherwise);
  }

  private static Twiml read(Element element) throws Unusable {
    String name = element.getTagName();
    Set<String> allowed = ATTRIBUTES.get(name);
    if (allowed == null) {
      return new Twiml(name, Map.of(), element.getTextContent().strip(), List.of());
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Node attribute = element.getAttributes().item(i);
      if (!allowed.contains(attribute.getNodeName())) {
        throw new Unusable(
            12200, "Schema validation: " + name + " has no attribute " + attribute.getNodeName());
      }
      attributes.put(attribute.getNodeName(), attribute.getNodeValue());
    }
    List<Twiml> children = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child) {
        children.add(child(name, child));
      }
    }
    return new Twiml(name, attributes, element.getTextContent().strip(), List.copyOf(children));
  }

  private static Twiml child(String parent, Element element) throws Unusable {
    Twiml child = read(element);
    boolean speech = "Say".equals(parent);
    if (!speech && !CHILDREN.getOrDefault(parent, Set.of()).contains(child.name())) {
      throw new Unusable(
          12200, "Schema validation: " + child.name() + " is not allowed in " + parent);
    }
    return child;
  }
}
