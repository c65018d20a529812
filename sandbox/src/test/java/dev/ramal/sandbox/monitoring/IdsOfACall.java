package dev.ramal.sandbox.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.events.EventJson;
import dev.ramal.events.Topics;
import dev.ramal.sandbox.contract.PublishedEvents;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What one call is called elsewhere.
 *
 * @param call our id
 * @param leg a carrier's id of one of its legs
 * @param note the CRM's id of its note
 * @param entry of the ledger
 */
public record IdsOfACall(String call, String leg, String note, String entry) {
  /**
   * Of any call that a carrier, the CRM and the ledger know.
   *
   * @throws java.util.NoSuchElementException when there is none
   */
  public static IdsOfACall of(PublishedEvents published) {
    Map<String, String> legs = new HashMap<>();
    Map<String, String> notes = new HashMap<>();
    Map<String, String> entries = new HashMap<>();
    published.each(
        List.of(Topics.CALL_FACTS, Topics.CRM, Topics.BILLING),
        record -> {
          JsonNode body = body(record);
          keep(legs, body, "callId", "carrierCallId");
          if (body.path("subject").asText().equals("call")) {
            keep(notes, body, "subjectId", "noteId");
            keep(entries, body, "subjectId", "entryId");
          }
        });
    return entries.keySet().stream()
        .filter(call -> legs.containsKey(call) && notes.containsKey(call))
        .map(call -> new IdsOfACall(call, legs.get(call), notes.get(call), entries.get(call)))
        .findFirst()
        .orElseThrow();
  }

  /** All of them. */
  public List<String> all() {
    return List.of(call, leg, note, entry);
  }

  private static void keep(Map<String, String> kept, JsonNode body, String call, String id) {
    if (body.path(call).isTextual() && body.path(id).isTextual()) {
      kept.put(body.path(call).asText(), body.path(id).asText());
    }
  }

  private static JsonNode body(ConsumerRecord<String, String> record) {
    try {
      return EventJson.mapper().readTree(record.value());
    } catch (IOException e) {
      throw new AssertionError("no JSON on " + record.topic(), e);
    }
  }
}
