package dev.ramal.kit.consuming;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.events.EventJson;
import dev.ramal.events.EventSchema;
import dev.ramal.events.TenantId;
import dev.ramal.kit.failure.Failure;
import dev.ramal.kit.failure.FailureException;
import java.time.Instant;

/**
 * An event as it came from a topic.
 *
 * @param id {@code ce_id}
 * @param type {@code ce_type}
 * @param tenant {@code ce_tenant}
 * @param subject {@code ce_subject}: id of the aggregate; null when absent
 * @param time {@code ce_time}; the record's time when absent
 * @param causation {@code ce_causation}; null at the root
 * @param topic where it was published first, also when it comes from a retry topic
 * @param key the record key
 * @param attempt 1 for the first
 * @param body not parsed yet: only whom it concerns reads it
 */
public record ReceivedEvent(
    String id,
    String type,
    TenantId tenant,
    String subject,
    Instant time,
    String causation,
    String topic,
    String key,
    int attempt,
    String body) {

  public boolean is(String otherType) {
    return type.equals(otherType);
  }

  /**
   * The body as the record of its type.
   *
   * @throws FailureException malformed, when the body breaks the schema of the type
   */
  public <T> T data(Class<T> record) {
    JsonNode json = tree();
    EventSchema.of(type).complaint(json).ifPresent(this::refuse);
    try {
      return EventJson.mapper().treeToValue(json, record);
    } catch (JsonProcessingException e) {
      throw new FailureException(
          new Failure.Malformed("body", record.getSimpleName() + ": " + e.getOriginalMessage()));
    }
  }

  private JsonNode tree() {
    try {
      return EventJson.tree(body);
    } catch (JsonProcessingException e) {
      throw refused("no JSON at character " + e.getLocation().getCharOffset());
    }
  }

  private void refuse(String complaint) {
    throw refused(complaint);
  }

  private FailureException refused(String complaint) {
    return new FailureException(new Failure.Malformed("schema", type + ": " + complaint));
  }
}
