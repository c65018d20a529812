package dev.ramal.testkit.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/**
 * What is told over the WebSocket and on topics. A message keeps to it when it has a name there and
 * fits its schema; a member that the schema does not name breaks it.
 */
public final class AsyncApiContract {
  private static final String LIVE = "live-calls";
  private static final String FRAME = "live.";

  private final JsonNode document;
  private final AnswerSchemas schemas;
  private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();

  public AsyncApiContract(String document) {
    this.document = OpenApiContract.parsed(document);
    this.schemas = new AnswerSchemas(this.document);
  }

  /** The topics it tells of. */
  public List<String> topics() {
    return StreamSupport.stream(document.path("channels").spliterator(), false)
        .map(channel -> channel.path("address").asText())
        .filter(address -> !address.startsWith("/"))
        .toList();
  }

  /**
   * @param json a message to whoever follows calls
   */
  public List<String> breachesOfFrame(String json) {
    String name = FRAME + OpenApiContract.parsed(json).path("type").asText();
    return breaches(LIVE, isKnown(LIVE, name) ? name : FRAME + "Entry", json);
  }

  /**
   * @param type {@code ce_type}
   * @param json the value of the record
   */
  public List<String> breachesOfEvent(String topic, String type, String json) {
    return breaches(topic, type, json);
  }

  private List<String> breaches(String channel, String name, String json) {
    if (!isKnown(channel, name)) {
      return List.of("the document tells of no " + name + " on " + channel);
    }
    return compiled
        .computeIfAbsent(name, this::schema)
        .validate(OpenApiContract.parsed(json))
        .stream()
        .map(message -> message.getInstanceLocation() + ": " + message.getMessage())
        .toList();
  }

  private boolean isKnown(String channel, String name) {
    return document.path("channels").path(channel).path("messages").has(name);
  }

  private JsonSchema schema(String name) {
    return schemas.of(
        document.path("components").path("messages").path(name).at("/payload/schema"));
  }
}
