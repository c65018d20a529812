package dev.ramal.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The JSON Schema of one type of event, to which all that is read is held: see decision 0023. */
public final class EventSchema {
  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);

  /** The same words wherever a service runs; one complaint is enough. */
  private static final SchemaValidatorsConfig CONFIG =
      SchemaValidatorsConfig.builder()
          .locale(Locale.ENGLISH)
          .pathType(PathType.JSON_PATH)
          .failFast(true)
          .build();

  private static final Map<String, EventSchema> BY_TYPE = new ConcurrentHashMap<>();

  private final JsonSchema schema;

  private EventSchema(String type) {
    schema = SCHEMAS.getSchema(EventContracts.schema(type), CONFIG);
    schema.initializeValidators();
  }

  /**
   * @param type {@code ce_type}
   * @throws IllegalArgumentException for a type without a contract
   */
  public static EventSchema of(String type) {
    return BY_TYPE.computeIfAbsent(type, EventSchema::new);
  }

  /**
   * For an {@code assert} where an event is written: in tests nobody writes what nobody reads.
   *
   * @return true
   * @throws IllegalStateException naming what breaks the schema
   */
  public static boolean isKept(String type, String json) {
    try {
      Optional<String> complaint = of(type).complaint(EventJson.tree(json));
      if (complaint.isPresent()) {
        throw new IllegalStateException(type + ": " + complaint.get());
      }
      return true;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(type + ": no JSON", e);
    }
  }

  /**
   * What breaks the schema first: a field and what is wrong with it, never what stands in it. Empty
   * for what keeps to the schema.
   */
  public Optional<String> complaint(JsonNode json) {
    return schema.validate(json).stream().findFirst().map(ValidationMessage::getMessage);
  }
}
