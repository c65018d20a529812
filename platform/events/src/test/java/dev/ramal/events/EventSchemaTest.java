package dev.ramal.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramal.events.calls.CallEnded;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventSchemaTest {
  static List<String> types() {
    return EventTypes.all().stream().map(EventTypes::typeOf).toList();
  }

  @ParameterizedTest
  @MethodSource("types")
  void shouldMissEachFieldThatMustBeThere(String type) throws JsonProcessingException {
    // Given
    JsonNode sample = json(EventContracts.sample(type));

    // Then
    assertThat(EventSchema.of(type).complaint(sample)).isEmpty();
    for (JsonNode required : json(EventContracts.schema(type)).path("required")) {
      ObjectNode without = sample.deepCopy();
      without.remove(required.asText());
      assertThat(EventSchema.of(type).complaint(without))
          .hasValueSatisfying(said -> assertThat(said).contains("'" + required.asText() + "'"));
    }
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
    assertThat(EventSchema.of(type).complaint(least)).isEmpty();
    assertThat(EventSchema.isKept(type, written)).isTrue();
  }

  @Test
  void shouldNameTheFieldAndNotWhatStandsInIt() throws JsonProcessingException {
    // Given
    ObjectNode ended = (ObjectNode) json(EventContracts.sample(CallEnded.TYPE));
    ((ObjectNode) ended.at("/legs/0")).put("outcome", "+5511987654321");

    // When
    String complaint = EventSchema.of(CallEnded.TYPE).complaint(ended).orElseThrow();

    // Then
    assertThat(complaint).startsWith("$.legs[0].outcome: ").doesNotContain("+55");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"callId\":\"x\"} | $: required property",
        "null             | $: null found, object expected",
        "[]               | $: array found, object expected",
        "''               | $: unknown found, object expected",
        "{\"callId\":1}   | $.callId: integer found, string expected",
        "{\"callId\":null} | $.callId: null found, string expected"
      })
  void shouldSayWhatIsWrongFirst(String json, String complaint) throws JsonProcessingException {
    // Then
    assertThat(EventSchema.of(CallEnded.TYPE).complaint(EventJson.tree(json)))
        .hasValueSatisfying(said -> assertThat(said).startsWith(complaint));
  }

  @Test
  void shouldTakeNothingBehindTheJson() {
    // Given
    String sample = EventContracts.sample(CallEnded.TYPE);

    // Then
    assertThatThrownBy(() -> EventSchema.isKept(CallEnded.TYPE, sample + "{}"))
        .isInstanceOf(IllegalStateException.class);
    assertThat(EventSchema.isKept(CallEnded.TYPE, sample + " \n")).isTrue();
  }

  @Test
  void shouldSayWhatIsWrongInTheSameWordsEverywhere() {
    // Given
    Locale usual = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("pt-BR"));

    // Then
    try {
      assertThatThrownBy(() -> EventSchema.isKept(CallEnded.TYPE, "[]"))
          .hasMessageContaining("array found, object expected");
    } finally {
      Locale.setDefault(usual);
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
