package dev.ramal.simulators.hubspot;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A kind of record, as its path names it, with the properties that may be written and read. */
enum ObjectKind {
  CONTACTS(
      Set.of(
          "firstname", "lastname", "company", "email", "phone", "mobilephone", "hubspot_owner_id"),
      Set.of(
          "hs_searchable_calculated_phone_number",
          "hs_searchable_calculated_mobile_number",
          "createdate",
          "lastmodifieddate"),
      Set.of(),
      Map.of("deals", 4)),
  DEALS(
      Set.of("dealname", "dealstage", "pipeline", "amount", "closedate", "hubspot_owner_id"),
      Set.of("hs_is_closed", "hs_is_closed_won", "createdate", "hs_lastmodifieddate"),
      Set.of("dealname", "dealstage"),
      Map.of("contacts", 3)),
  CALLS(
      Set.of(
          "hs_timestamp",
          "hs_call_title",
          "hs_call_body",
          "hs_call_direction",
          "hs_call_duration",
          "hs_call_status",
          "hs_call_from_number",
          "hs_call_to_number",
          "hs_call_external_id",
          "hs_call_recording_url",
          "hs_call_disposition",
          "hubspot_owner_id"),
      Set.of("hs_createdate", "hs_lastmodifieddate"),
      Set.of("hs_timestamp"),
      Map.of("contacts", 194, "deals", 206)),
  NOTES(
      Set.of("hs_timestamp", "hs_note_body", "hubspot_owner_id"),
      Set.of("hs_createdate", "hs_lastmodifieddate"),
      Set.of("hs_timestamp"),
      Map.of("contacts", 202, "deals", 214));

  private static final int LONGEST_BODY = 65_536;
  private static final Map<String, Set<String>> OPTIONS =
      Map.of(
          "hs_call_direction", Set.of("INBOUND", "OUTBOUND"),
          "hs_call_status",
              Set.of(
                  "BUSY",
                  "CALLING_CRM_USER",
                  "CANCELED",
                  "COMPLETED",
                  "CONNECTING",
                  "FAILED",
                  "IN_PROGRESS",
                  "NO_ANSWER",
                  "QUEUED",
                  "RINGING"));

  private final Set<String> written;
  private final Set<String> onlyRead;
  private final Set<String> required;
  private final Map<String, Integer> associations;

  ObjectKind(
      Set<String> written,
      Set<String> onlyRead,
      Set<String> required,
      Map<String, Integer> associations) {
    this.written = written;
    this.onlyRead = onlyRead;
    this.required = required;
    this.associations = associations;
  }

  static ObjectKind of(String path) {
    return Arrays.stream(values())
        .filter(kind -> kind.path().equals(path))
        .findFirst()
        .orElseThrow(() -> HubSpotErrors.invalid("Unable to infer object type from: " + path));
  }

  String path() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  boolean has(String property) {
    return written.contains(property)
        || onlyRead.contains(property)
        || property.equals("hs_object_id");
  }

  /** Of this kind to another, by the other's path; empty where there is none. */
  Optional<ObjectKind> associated(int typeId) {
    return associations.entrySet().stream()
        .filter(entry -> entry.getValue() == typeId)
        .map(entry -> of(entry.getKey()))
        .findFirst();
  }

  /** Refuses what may not be written of a new record. */
  void check(JsonObject properties) {
    for (String name : properties.fieldNames()) {
      if (onlyRead.contains(name)) {
        throw HubSpotErrors.property(
            name, "READ_ONLY_VALUE", "\"" + name + "\" is a read only property");
      }
      if (!written.contains(name)) {
        throw HubSpotErrors.property(
            name, "PROPERTY_DOESNT_EXIST", "Property \"" + name + "\" does not exist");
      }
      checkValue(name, properties.getValue(name));
    }
    for (String name : required) {
      if (properties.getString(name, "").isBlank()) {
        throw HubSpotErrors.property(
            name, "REQUIRED_FIELD", "Property \"" + name + "\" is required");
      }
    }
  }

  private static void checkValue(String name, Object value) {
    if (!(value instanceof String text)) {
      throw HubSpotErrors.property(name, "INVALID_STRING", name + " must be a text");
    }
    if (name.endsWith("_body") && text.length() > LONGEST_BODY) {
      throw HubSpotErrors.property(name, "INVALID_LENGTH", name + " is longer than 65536");
    }
    if (OPTIONS.containsKey(name) && !OPTIONS.get(name).contains(text)) {
      throw HubSpotErrors.property(
          name, "INVALID_OPTION", text + " was not one of the allowed options of " + name);
    }
    if (name.equals("hs_call_duration") && !text.matches("[0-9]{1,15}")) {
      throw HubSpotErrors.property(name, "INVALID_INTEGER", text + " was not a valid number");
    }
    if (name.equals("hs_timestamp")
        && !text.matches("[0-9]{12,14}|\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z")) {
      throw HubSpotErrors.property(name, "INVALID_DATE", text + " is not a time");
    }
    if (name.equals("hs_call_recording_url")
        && !text.matches("https://[^?#]+\\.(mp3|wav)([?#].*)?")) {
      throw HubSpotErrors.property(name, "INVALID_URL", "only https links to .mp3 or .wav");
    }
  }
}
