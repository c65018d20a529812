package dev.ramal.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.ramal.events.calls.CallEnded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventSchemaTest {
  private static final JsonSchemaFactory LIBRARY =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);
  private static final List<String> OTHER_VALUES =
      List.of("null", "\"?\"", "1", "-1.5", "true", "{}", "[]", "[\"?\"]", "[{}]");

  static List<String> types() {
    return EventTypes.all().stream().map(EventTypes::typeOf).toList();
  }

  @ParameterizedTest
  @MethodSource("types")
  void shouldJudgeEachChangeOfTheSampleAsTheLibraryDoes(String type) throws Exception {
    // Given
    JsonSchema library = LIBRARY.getSchema(EventContracts.schema(type));
    List<JsonNode> changed = changed(json(EventContracts.sample(type)));
    assertThat(changed).hasSizeGreaterThan(10);

    // When
    List<JsonNode> judgedOtherwise =
        changed.stream()
            .filter(
                one ->
                    EventSchema.of(type).complaint(one.toString()).isEmpty()
                        != library.validate(one).isEmpty())
            .toList();

    // Then
    assertThat(judgedOtherwise).isEmpty();
    assertThat(EventSchema.of(type).complaint(EventContracts.sample(type))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("types")
  void shouldReadAnEventThatHoldsNoMoreThanItMust(String type) throws Exception {
    // Given
    JsonNode least = json(EventContracts.sample(type));
    leaveOutWhatMayBeAbsent(least, json(EventContracts.schema(type)));
    Class<? extends Record> record = EventTypes.find(type).orElseThrow();

    // When
    String written = EventJson.write(EventJson.read(least.toString(), record));

    // Then
    assertThat(EventSchema.of(type).complaint(least.toString())).isEmpty();
    assertThat(EventSchema.of(type).complaint(written)).isEmpty();
  }

  @Test
  void shouldNameTheFieldAndNotWhatStandsInIt() throws JsonProcessingException {
    // Given
    ObjectNode ended = (ObjectNode) json(EventContracts.sample(CallEnded.TYPE));
    ((ObjectNode) ended.at("/legs/0")).put("outcome", "+5511987654321");

    // When
    String complaint = EventSchema.of(CallEnded.TYPE).complaint(ended.toString()).orElseThrow();

    // Then
    assertThat(complaint).isEqualTo("legs.[0].outcome is none of the words for it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"callId\":\"x\"} | revision is missing",
        "null             | is no object",
        "[]               | is no object",
        "''               | there is no JSON",
        "not json         | no JSON at character",
        "{\"callId\":1}   | callId is no string",
        "{\"callId\":null} | callId is no string"
      })
  void shouldSayWhatIsWrongFirst(String json, String complaint) {
    // Then
    assertThat(EventSchema.of(CallEnded.TYPE).complaint(json))
        .hasValueSatisfying(said -> assertThat(said).startsWith(complaint));
  }

  @Test
  void shouldTakeNothingBehindTheJson() {
    // Given
    String sample = EventContracts.sample(CallEnded.TYPE);

    // Then
    assertThat(EventSchema.of(CallEnded.TYPE).complaint(sample + "{}")).isPresent();
    assertThat(EventSchema.of(CallEnded.TYPE).complaint(sample + " \n")).isEmpty();
  }

  @Test
  void shouldRefuseASchemaThatAsksForMoreThanIsChecked() {
    // Then
    assertThatThrownBy(() -> SchemaRule.read("{\"type\":\"string\",\"minLength\":1}"))
        .hasMessageContaining("minLength");
  }

  /** The tree with one value left out or put in another's place, for each value in it. */
  private static List<JsonNode> changed(JsonNode tree) throws JsonProcessingException {
    List<JsonNode> all = new ArrayList<>();
    for (String pointer : pointers("", tree)) {
      int cut = pointer.lastIndexOf('/');
      String name = pointer.substring(cut + 1);
      all.add(with(tree, pointer.substring(0, cut), parent -> remove(parent, name)));
      for (String other : OTHER_VALUES) {
        JsonNode value = json(other);
        all.add(with(tree, pointer.substring(0, cut), parent -> put(parent, name, value)));
      }
    }
    return all;
  }

  private static List<String> pointers(String place, JsonNode node) {
    List<String> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      all.add(place + "/" + field.getKey());
      all.addAll(pointers(place + "/" + field.getKey(), field.getValue()));
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      all.add(place + "/" + i);
      all.addAll(pointers(place + "/" + i, node.get(i)));
    }
    return all;
  }

  private static JsonNode with(JsonNode tree, String parent, Consumer<JsonNode> change) {
    JsonNode copy = tree.deepCopy();
    change.accept(copy.at(parent));
    return copy;
  }

  private static void remove(JsonNode parent, String name) {
    if (parent instanceof ArrayNode array) {
      array.remove(Integer.parseInt(name));
    } else {
      ((ObjectNode) parent).remove(name);
    }
  }

  private static void put(JsonNode parent, String name, JsonNode value) {
    if (parent instanceof ArrayNode array) {
      array.set(Integer.parseInt(name), value);
    } else {
      ((ObjectNode) parent).set(name, value);
    }
  }

  private static void leaveOutWhatMayBeAbsent(JsonNode node, JsonNode schema) {
    if (node instanceof ObjectNode object && schema.has("properties")) {
      List<String> required = new ArrayList<>();
      schema.path("required").forEach(name -> required.add(name.asText()));
      object.retain(required);
      required.forEach(
          name -> leaveOutWhatMayBeAbsent(object.get(name), schema.at("/properties/" + name)));
    }
    node.elements().forEachRemaining(each -> leaveOutWhatMayBeAbsent(each, schema.path("items")));
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return EventJson.mapper().readTree(text);
  }
}
