package dev.ramal.crm.hubspot;

import dev.ramal.crm.port.LoggedCall;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Direction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A call as HubSpot's own record of it has it. */
final class HubSpotCalls {
  static final String BODY = "hs_call_body";
  static final String NOTE_BODY = "hs_note_body";

  /** Our id of the call; people do not edit it. */
  static final String OURS = "hs_call_external_id";

  static final int CALL_TO_CONTACT = 194;
  static final int CALL_TO_DEAL = 206;
  static final int NOTE_TO_DEAL = 214;

  /** Another would be refused, and the call with it. */
  private static final Pattern ID = Pattern.compile("[0-9]+");

  private HubSpotCalls() {}

  /** Times in UTC, durations in milliseconds. */
  static Map<String, String> properties(LoggedCall call) {
    Map<String, String> properties = new HashMap<>();
    properties.put("hs_timestamp", call.startedAt().toString());
    properties.put("hs_call_title", HubSpotText.title(call.text()));
    properties.put(BODY, HubSpotText.html(call.text()));
    properties.put(OURS, call.callId());
    properties.put("hs_call_duration", String.valueOf(call.talked().toMillis()));
    properties.put("hs_call_status", status(call.outcome()));
    properties.put(
        "hs_call_direction", call.direction() == Direction.INBOUND ? "INBOUND" : "OUTBOUND");
    if (call.from() != null) {
      properties.put("hs_call_from_number", call.from());
    }
    if (call.to() != null) {
      properties.put("hs_call_to_number", call.to());
    }
    return properties;
  }

  static List<HubSpotApi.Association> associations(LoggedCall call) {
    List<HubSpotApi.Association> associations = new ArrayList<>();
    associations.add(HubSpotApi.Association.of(call.dealId(), CALL_TO_DEAL));
    if (call.contactId() != null && ID.matcher(call.contactId()).matches()) {
      associations.add(HubSpotApi.Association.of(call.contactId(), CALL_TO_CONTACT));
    }
    return associations;
  }

  private static String status(CallOutcome outcome) {
    return switch (outcome) {
      case COMPLETED -> "COMPLETED";
      case BUSY -> "BUSY";
      case NO_ANSWER -> "NO_ANSWER";
      case CANCELED -> "CANCELED";
      case FAILED -> "FAILED";
    };
  }
}
