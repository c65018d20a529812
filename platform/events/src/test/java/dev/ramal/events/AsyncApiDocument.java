package dev.ramal.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;

/**
 * What travels on Kafka, as an AsyncAPI 3 document, put together from topics and contracts; and the
 * WebSocket of live calls, as {@code live-calls.json} has it.
 */
final class AsyncApiDocument {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final String DRAFT = "application/schema+json;version=draft-2020-12";

  private AsyncApiDocument() {}

  static String written() throws IOException {
    JsonNode live = JSON.readTree(AsyncApiDocument.class.getResource("live-calls.json"));
    ObjectNode document = JSON.createObjectNode().put("asyncapi", "3.0.0");
    document
        .putObject("info")
        .put("title", "Ramal")
        .put("version", "1")
        .put(
            "description",
            "Events of click-to-call, SMS and WhatsApp: CloudEvents 1.0, binary mode. A contract"
                + " grows by addition only; a breaking change is a topic of the next version.");
    document.put("defaultContentType", "application/json");
    channels(document.putObject("channels").set("live-calls", live.get("channel")));
    operations(document.putObject("operations").setAll((ObjectNode) live.get("operations")));
    components(document.putObject("components"), (ObjectNode) live.get("messages"));
    return JSON.writeValueAsString(document) + "\n";
  }

  private static void channels(ObjectNode channels) {
    for (Topics.Topic topic : Topics.all()) {
      ObjectNode channel = channels.putObject(topic.name()).put("address", topic.name());
      ObjectNode messages = channel.putObject("messages");
      EventTypes.all().stream()
          .map(EventTypes::typeOf)
          .filter(type -> Topics.carries(topic.name(), type))
          .forEach(type -> messages.set(type, reference("components/messages", type)));
      channel.set("bindings", kept(topic));
    }
  }

  private static ObjectNode kept(Topics.Topic topic) {
    ObjectNode bindings = JSON.createObjectNode();
    ObjectNode kafka = bindings.putObject("kafka").put("topic", topic.name());
    kafka.put("partitions", Topics.PARTITIONS);
    ObjectNode settings = kafka.putObject("topicConfiguration");
    settings.putArray("cleanup.policy").add(topic.compacted() ? "compact" : "delete");
    if (!topic.compacted()) {
      settings.put("retention.ms", topic.retention().toMillis());
    }
    kafka.put("bindingVersion", "0.5.0");
    return bindings;
  }

  private static void operations(ObjectNode operations) {
    for (Topics.Topic topic : Topics.all()) {
      operations
          .putObject("publish-" + topic.name())
          .put("action", "send")
          .set("channel", reference("channels", topic.name()));
    }
  }

  private static void components(ObjectNode components, ObjectNode live) throws IOException {
    ObjectNode messages = components.putObject("messages").setAll(live);
    for (Class<? extends Record> record : EventTypes.all()) {
      String type = EventTypes.typeOf(record);
      ObjectNode schema = (ObjectNode) JSON.readTree(EventContracts.schema(type));
      ObjectNode message = messages.putObject(type).put("name", type);
      message.set("summary", schema.get("description"));
      message.set("headers", reference("components/schemas", "envelope"));
      message.putObject("payload").put("schemaFormat", DRAFT).set("schema", schema);
      message
          .putArray("examples")
          .addObject()
          .set("payload", JSON.readTree(EventContracts.sample(type)));
    }
    components.putObject("schemas").set("envelope", envelope());
  }

  private static ObjectNode envelope() {
    Map<String, String> texts =
        Map.of(
            EventHeaders.ID, "the same for the same callback; drop what was seen before",
            EventHeaders.SOURCE, "the service, as in /call-service",
            EventHeaders.TYPE, "name of the message",
            EventHeaders.TIME, "when it happened, RFC 3339 UTC",
            EventHeaders.SUBJECT, "id of the aggregate",
            EventHeaders.DATA_SCHEMA, "name of the JSON Schema",
            EventHeaders.TENANT, "the organization",
            EventHeaders.CAUSATION, "id of the event or command that led here",
            EventHeaders.TRACE_PARENT, "W3C trace context");
    ObjectNode schema = JSON.createObjectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    properties.putObject(EventHeaders.SPEC_VERSION).put("type", "string").put("const", "1.0");
    properties
        .putObject(EventHeaders.CONTENT_TYPE)
        .put("type", "string")
        .put("const", "application/json");
    texts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            header ->
                properties
                    .putObject(header.getKey())
                    .put("type", "string")
                    .put("description", header.getValue()));
    ArrayNode required = schema.putArray("required");
    properties.fieldNames().forEachRemaining(name -> addUnlessOptional(required, name));
    return schema;
  }

  private static void addUnlessOptional(ArrayNode required, String header) {
    if (!header.equals(EventHeaders.CAUSATION) && !header.equals(EventHeaders.TRACE_PARENT)) {
      required.add(header);
    }
  }

  private static ObjectNode reference(String place, String name) {
    return JSON.createObjectNode().put("$ref", "#/" + place + "/" + name);
  }
}
