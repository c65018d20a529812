package dev.ramal.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventContractsTest {
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);
  private static final Set<Class<?>> WHOLE_NUMBERS =
      Set.of(int.class, long.class, Integer.class, Long.class);
  private static final Set<Class<?>> TRUTHS = Set.of(boolean.class, Boolean.class);

  static List<Class<? extends Record>> types() {
    return EventTypes.all();
  }

  @ParameterizedTest
  @MethodSource("types")
  void shouldValidateTheGoldenSample(Class<? extends Record> type) throws Exception {
    // Given
    JsonNode sample = sample(type);

    // When
    Set<ValidationMessage> complaints = schema(type).validate(sample);

    // Then
    assertThat(complaints).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("types")
  void shouldReadAndWriteTheGoldenSampleWithoutLoss(Class<? extends Record> type) throws Exception {
    // Given
    JsonNode sample = sample(type);

    // When
    Record read = EventJson.read(sample.toString(), type);

    // Then
    assertThat(EventJson.mapper().readTree(EventJson.write(read))).isEqualTo(normal(sample));
  }

  @ParameterizedTest
  @MethodSource("types")
  void shouldWriteTheFieldsInTheOrderOfTheGoldenSample(Class<? extends Record> type)
      throws Exception {
    // Given
    JsonNode sample = sample(type);

    // When
    String written = EventJson.write(EventJson.read(sample.toString(), type));

    // Then
    assertThat(names(json(written))).isEqualTo(names(sample));
  }

  @ParameterizedTest
  @MethodSource("types")
  void shouldUnderstandANewerWriter(Class<? extends Record> type) throws Exception {
    // Given
    ObjectNode newer = (ObjectNode) sample(type);
    newer.put("addedLater", "unknown here");

    // When
    Record read = EventJson.read(newer.toString(), type);

    // Then
    assertThat(read).isEqualTo(EventJson.read(sample(type).toString(), type));
    assertThat(schema(type).validate(newer)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("types")
  void shouldNameEveryRequiredFieldThatIsMissing(Class<? extends Record> type) throws Exception {
    // Given
    JsonNode required = json(EventContracts.schema(EventTypes.typeOf(type))).get("required");

    // When
    Set<ValidationMessage> complaints = schema(type).validate(json("{}"));

    // Then
    assertThat(complaints).hasSize(required.size());
  }

  @ParameterizedTest
  @MethodSource("types")
  void shouldDescribeExactlyTheComponentsOfTheRecord(Class<? extends Record> type)
      throws Exception {
    // Given
    JsonNode properties = json(EventContracts.schema(EventTypes.typeOf(type))).get("properties");

    // When
    Map<String, String> described =
        properties.properties().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, p -> p.getValue().get("type").asText()));

    // Then
    assertThat(described)
        .isEqualTo(
            fields(type)
                .collect(Collectors.toMap(EventContractsTest::name, c -> jsonType(c.getType()))));
  }

  @ParameterizedTest
  @MethodSource("types")
  void shouldSampleEveryField(Class<? extends Record> type) throws Exception {
    // Given
    Set<String> components =
        fields(type).map(EventContractsTest::name).collect(Collectors.toCollection(TreeSet::new));

    // When
    Set<String> sampled = new TreeSet<>();
    sample(type).fieldNames().forEachRemaining(sampled::add);

    // Then
    assertThat(sampled).isEqualTo(components);
  }

  /** The fields as JSON has them: those of a part that lies flat stand for the part. */
  private static Stream<RecordComponent> fields(Class<?> type) {
    return Arrays.stream(type.getRecordComponents())
        .flatMap(
            component ->
                component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                    ? fields(component.getType())
                    : Stream.of(component));
  }

  private static String name(RecordComponent component) {
    JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
    return named == null ? component.getName() : named.value();
  }

  private static String jsonType(Class<?> type) {
    if (WHOLE_NUMBERS.contains(type)) {
      return "integer";
    }
    if (TRUTHS.contains(type)) {
      return "boolean";
    }
    if (type == BigDecimal.class) {
      return "number";
    }
    if (List.class == type) {
      return "array";
    }
    boolean text =
        type == Instant.class
            || type == String.class
            || Arrays.stream(type.getMethods())
                .anyMatch(m -> m.isAnnotationPresent(JsonValue.class));
    return text ? "string" : "object";
  }

  private static List<String> names(JsonNode node) {
    return node.properties().stream().map(Map.Entry::getKey).toList();
  }

  private static JsonSchema schema(Class<? extends Record> type) {
    return SCHEMAS.getSchema(EventContracts.schema(EventTypes.typeOf(type)));
  }

  private static JsonNode sample(Class<? extends Record> type) throws JsonProcessingException {
    return json(EventContracts.sample(EventTypes.typeOf(type)));
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return EventJson.mapper().readTree(text);
  }

  /** Numbers compare by value: 0.0120 in the sample and 0.012 as written are the same. */
  private static JsonNode normal(JsonNode node) throws JsonProcessingException {
    return json(EventJson.mapper().writeValueAsString(node));
  }
}
