package dev.ramal.gateway.carriers.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.CleanText;
import dev.ramal.events.Direction;
import dev.ramal.events.EventJson;
import dev.ramal.events.LegName;
import dev.ramal.events.carrier.CarrierCallFact;
import dev.ramal.events.carrier.CarrierCallFact.LegIds;
import dev.ramal.events.carrier.CarrierCallFact.Parties;
import dev.ramal.events.carrier.FactOrigin;
import dev.ramal.events.carrier.FactOrigin.RawCallback;
import dev.ramal.gateway.carriers.FieldValues;
import dev.ramal.gateway.carriers.LegFacts;
import dev.ramal.gateway.carriers.ReceivedCallback;
import dev.ramal.gateway.carriers.RejectedCallback;
import dev.ramal.gateway.carriers.Translation;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Base64;

/**
 * A genuine event from Telnyx.
 *
 * @param id {@code data.id}, the same on every attempt
 * @param payload {@code data.payload}; of voice events no field is promised
 */
record TelnyxCallback(
    ReceivedCallback request, String type, String id, Instant occurredAt, JsonNode payload) {

  /**
   * A non-empty text without characters that no store holds; else null, as real bodies carry null
   * where the schema promises text.
   */
  static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    String text = value.isTextual() ? CleanText.of(value.textValue()) : "";
    return text.isEmpty() ? null : text;
  }

  static Integer number(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isNumber() || value.isTextual() ? FieldValues.wholeOrNull(value.asText()) : null;
  }

  /** Voice gives {@code Z} and microseconds, messaging an offset and milliseconds. */
  static Instant time(JsonNode node, String field) {
    String text = text(node, field);
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  String text(String field) {
    return text(payload, field);
  }

  Integer number(String field) {
    return number(payload, field);
  }

  String required(String field) {
    String value = text(field);
    if (value == null) {
      throw RejectedCallback.missing("data.payload." + field);
    }
    return value;
  }

  /** A fact of this event, under the event's own id. */
  Translation.Fact call(Telling telling) {
    LegFacts leg = leg();
    return leg.as(id, telling.of(leg));
  }

  ClientState clientState() {
    return ClientState.of(text("client_state"));
  }

  private LegFacts leg() {
    ClientState ours = clientState();
    return new LegFacts(
        new LegIds(ours.call(), ours.leg(), new CarrierCallId(handle()), text("call_session_id")),
        new Parties(null, direction(), text("from"), text("to")),
        origin());
  }

  FactOrigin origin() {
    return request.origin(occurredAt, null);
  }

  /** The same, of which a field of the payload is not kept. */
  FactOrigin originWithout(String field) {
    FactOrigin origin = origin();
    ObjectNode bare = payload.deepCopy();
    bare.remove(field);
    ObjectNode data = EventJson.mapper().createObjectNode();
    data.put("event_type", type).put("id", id).put("occurred_at", occurredAt.toString());
    data.set("payload", bare);
    JsonNode kept = EventJson.mapper().createObjectNode().set("data", data);
    return new FactOrigin(
        origin.carrier(),
        origin.connectionId(),
        origin.occurredAt(),
        origin.receivedAt(),
        origin.sequence(),
        new RawCallback(origin.raw().contentType(), kept.toString()));
  }

  /** The handle that commands need; some events are documented without it. */
  private String handle() {
    String control = text("call_control_id");
    return control != null ? control : required("call_leg_id");
  }

  private Direction direction() {
    String direction = text("direction");
    if (direction == null) {
      return null;
    }
    return switch (direction) {
      case "incoming" -> Direction.INBOUND;
      case "outgoing" -> Direction.OUTBOUND;
      default -> null;
    };
  }

  /** Picks the fact to be told about a leg. */
  interface Telling {
    CarrierCallFact of(LegFacts leg);
  }

  /**
   * What we asked Telnyx to echo on every event of a leg: base64 of a JSON object.
   *
   * @param call our id; null when the leg is not ours
   * @param leg null when not said
   * @param purpose what keys are asked for; null when not said
   */
  record ClientState(String call, LegName leg, String purpose) {
    private static final ClientState NONE = new ClientState(null, null, null);

    /** Never fails: whoever set something else did not mean us. */
    static ClientState of(String base64) {
      if (base64 == null) {
        return NONE;
      }
      try {
        JsonNode json = EventJson.mapper().readTree(Base64.getDecoder().decode(base64));
        return new ClientState(
            FieldValues.ourIdOrNull(TelnyxCallback.text(json, "call")),
            LegName.find(TelnyxCallback.text(json, "leg")),
            FieldValues.ourIdOrNull(TelnyxCallback.text(json, "purpose")));
      } catch (IllegalArgumentException | IOException e) {
        return NONE;
      }
    }
  }
}
