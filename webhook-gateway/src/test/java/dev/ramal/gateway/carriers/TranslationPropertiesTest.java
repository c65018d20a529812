package dev.ramal.gateway.carriers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramal.events.EventJson;
import dev.ramal.events.EventSchema;
import dev.ramal.events.EventTypes;
import dev.ramal.gateway.carriers.telnyx.TelnyxTranslations;
import dev.ramal.gateway.carriers.twilio.TwilioTranslations;
import dev.ramal.gateway.fixtures.Contracts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Whoever holds a secret may sign anything: translating must end in a fact or a typed refusal. */
class TranslationPropertiesTest {
  private static final Instant RECEIVED = Instant.parse("2026-11-21T13:00:00Z");
  private static final List<JsonNode> TWILIO =
      Contracts.list(Contracts.json("twilio/webhook-fixtures.json").path("fixtures"));
  private static final List<String> TELNYX =
      List.copyOf(namesOf(Contracts.json("expected/telnyx.json")));

  @Property(tries = 500)
  void shouldNeverFailOnArbitraryBytes(
      @ForAll @Size(max = 300) byte[] body, @ForAll("kinds") String kind) {
    // Given
    String form = new String(body, StandardCharsets.ISO_8859_1);

    // When
    int answers = allTwilio(kind, form) + texml(body) + telnyx(body);

    // Then
    assertThat(answers).isEqualTo(4);
  }

  @Property(tries = 1000)
  void shouldNeverFailOnDistortedForms(
      @ForAll("distortedForms") String body, @ForAll("kinds") String kind) {
    // Given
    byte[] form = body.getBytes(StandardCharsets.UTF_8);

    // When
    int answers = allTwilio(kind, body) + texml(form);

    // Then
    assertThat(answers).isEqualTo(3);
  }

  @Property(tries = 1000)
  void shouldNeverFailOnDistortedEvents(@ForAll("distortedEvents") byte[] body) {
    // Given
    byte[] signed = body;

    // When
    int answers = telnyx(signed);

    // Then
    assertThat(answers).isEqualTo(1);
  }

  private static int allTwilio(String kind, String form) {
    String query = "call=k1&leg=lead";
    return answered(() -> TwilioTranslations.callback(kind, "c1", query, form, RECEIVED))
        + answered(() -> TwilioTranslations.aside("menu", query, form, RECEIVED));
  }

  private static int texml(byte[] form) {
    return answered(() -> TelnyxTranslations.texml(form, RECEIVED));
  }

  private static int telnyx(byte[] body) {
    return answered(() -> TelnyxTranslations.event(body, RECEIVED));
  }

  /** What is told keeps its schema: else every reader would give it up. */
  private static int answered(Supplier<Translation> translation) {
    try {
      if (translation.get() instanceof Translation.Fact told) {
        EventSchema.isKept(EventTypes.typeOf(told.fact().getClass()), EventJson.write(told.fact()));
      }
    } catch (RejectedCallback refusal) {
      return 1;
    }
    return 1;
  }

  @Provide
  Arbitrary<String> kinds() {
    return Arbitraries.of(TwilioTranslations.kinds());
  }

  @Provide
  Arbitrary<String> distortedForms() {
    Arbitrary<String> values =
        Arbitraries.oneOf(
            Arbitraries.of(
                "", "0", "-1", "99999999999999999999", "true", "completed", "%zz", "1e9"),
            Arbitraries.strings().ofMaxLength(12));
    return Arbitraries.of(TWILIO)
        .flatMap(
            fixture -> {
              List<String> names = namesOf(fixture.path("params"));
              return values
                  .list()
                  .ofSize(names.size())
                  .flatMap(
                      replaced ->
                          Arbitraries.integers()
                              .between(0, 3)
                              .list()
                              .ofSize(names.size())
                              .map(choice -> form(fixture, names, replaced, choice)));
            });
  }

  private static String form(
      JsonNode fixture, List<String> names, List<String> replaced, List<Integer> choice) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      if (choice.get(i) == 0) {
        continue;
      }
      String value =
          choice.get(i) == 1 ? replaced.get(i) : fixture.at("/params/" + names.get(i)).asText();
      body.append('&').append(names.get(i)).append('=').append(value);
    }
    return body.toString();
  }

  @Provide
  Arbitrary<byte[]> distortedEvents() {
    return Arbitraries.of(TELNYX)
        .filter(name -> name.endsWith(".json"))
        .flatMap(
            name ->
                Arbitraries.longs()
                    .map(
                        seed ->
                            distorted(
                                    Contracts.json("telnyx/webhook-samples/" + name),
                                    new Random(seed))
                                .toString()
                                .getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonNode distorted(JsonNode node, Random random) {
    if (random.nextInt(40) == 0) {
      return nonsense(random);
    }
    JsonNodeFactory json = EventJson.mapper().getNodeFactory();
    if (node.isObject()) {
      ObjectNode copy = json.objectNode();
      for (String name : namesOf(node)) {
        if (random.nextInt(20) != 0) {
          copy.set(name, distorted(node.get(name), random));
        }
      }
      return copy;
    }
    if (node.isArray()) {
      ArrayNode copy = json.arrayNode();
      node.forEach(each -> copy.add(distorted(each, random)));
      return copy;
    }
    return node;
  }

  private static JsonNode nonsense(Random random) {
    JsonNodeFactory json = EventJson.mapper().getNodeFactory();
    return switch (random.nextInt(7)) {
      case 0 -> json.nullNode();
      case 1 -> json.numberNode(random.nextLong());
      case 2 -> json.textNode("9".repeat(random.nextInt(40)));
      case 3 -> json.objectNode();
      case 4 -> json.arrayNode().add("x");
      case 5 -> json.booleanNode(true);
      default -> json.textNode("");
    };
  }

  private static List<String> namesOf(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
