package dev.ramal.testkit.twiml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.events.EventJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Voice documents against Twilio's own elements, attributes, values and nesting, as its generated
 * builders have them ({@code contracts/twilio/twiml-schema.json}). Twilio itself only warns of most
 * faults, to nobody, and leaves out what it does not understand. TeXML of Telnyx takes the same.
 */
public final class TwimlSchema {
  private static final JsonNode SCHEMA = read();
  private static final JsonNode VOICE = SCHEMA.path("voice");
  private static final int LONGEST_SPEECH = 4096;

  private TwimlSchema() {}

  /** Fails with every fault of the document, each with the element that has it. */
  public static void check(String xml) {
    assertThat(faults(xml)).as(xml).isEmpty();
  }

  /** Empty for a document that Twilio takes whole. */
  public static List<String> faults(String xml) {
    List<String> faults = new ArrayList<>();
    Element root = parse(xml);
    if (root.getTagName().equals("Response")) {
      look(root, faults);
    } else {
      faults.add("the root is " + root.getTagName());
    }
    return faults;
  }

  private static void look(Element element, List<String> faults) {
    String name = element.getTagName();
    JsonNode known = VOICE.path(name);
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Node attribute = element.getAttributes().item(i);
      JsonNode type = known.path("attributes").path(attribute.getNodeName());
      if (!fits(name, attribute, type)) {
        faults.add(name + " " + attribute);
      }
    }
    StringBuilder text = new StringBuilder();
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner) {
        if (!words(known.path("children")).contains(inner.getTagName()) || !isKnown(inner)) {
          faults.add(inner.getTagName() + " in " + name);
        } else {
          look(inner, faults);
        }
      } else {
        text.append(child.getNodeValue());
      }
    }
    lookAtText(name, text.toString().strip(), known.path("textContent").asBoolean(), faults);
  }

  private static boolean isKnown(Element element) {
    return VOICE.has(element.getTagName());
  }

  private static void lookAtText(String name, String text, boolean allowed, List<String> faults) {
    if (!allowed && !text.isEmpty()) {
      faults.add("text in " + name);
    }
    if (name.equals("Say") && (text.isEmpty() || text.length() > LONGEST_SPEECH)) {
      faults.add("nothing or too much to say");
    }
    if (name.equals("Redirect") && !isAddress(text)) {
      faults.add("Redirect to " + text);
    }
  }

  private static boolean fits(String element, Node attribute, JsonNode type) {
    String value = attribute.getNodeValue();
    return switch (type.path("type").asText("unknown")) {
      case "string" -> !value.isEmpty();
      case "integer" -> value.matches("[0-9]+");
      case "boolean" -> value.equals("true") || value.equals("false");
      case "url" -> isAddress(value);
      case "enum" -> isOneOf(element, attribute.getNodeName(), value, type);
      default -> false;
    };
  }

  private static boolean isOneOf(String element, String attribute, String value, JsonNode type) {
    if (type.path("enum").isArray()) {
      List<String> values = type.has("list") ? List.of(value.split(" ")) : List.of(value);
      return words(type.path("enum")).containsAll(values);
    }
    String list =
        attribute.equals("voice")
            ? "say_pt_BR_voices"
            : element.equals("Gather") ? "gather_languages_portuguese" : "say_languages_portuguese";
    return words(SCHEMA.path(list)).contains(value);
  }

  /** A whole one: whoever asks by an update of a call knows no base. */
  private static boolean isAddress(String value) {
    try {
      URI address = URI.create(value);
      return address.isAbsolute() && address.getScheme().startsWith("http");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static List<String> words(JsonNode array) {
    List<String> words = new ArrayList<>();
    array.forEach(word -> words.add(word.asText()));
    return words;
  }

  private static Element parse(String xml) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
          .getDocumentElement();
    } catch (Exception e) {
      throw new AssertionError("no XML: " + xml, e);
    }
  }

  private static JsonNode read() {
    try (InputStream file =
        TwimlSchema.class.getResourceAsStream("/contracts/twilio/twiml-schema.json")) {
      return EventJson.mapper().readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
