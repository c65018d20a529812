package dev.ramal.bench.click;

import dev.ramal.bench.load.JsonApi;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * Switches on for an organization what a click and its legs can have: hours, days off, caps, two
 * carriers, a recording with disclaimer and key, whisper and machine detection.
 */
final class Everything {
  private static final List<String> STATES = List.of("SP", "RJ", "MG", "BA", "PR", "RS", "PE");

  private Everything() {}

  static void switchOn(JsonApi api, String admin) {
    api.post(
        "/api/carriers",
        admin,
        new JsonObject()
            .put("carrier", "telnyx")
            .put("apiKey", "KEY0123456789abcdef")
            .put("publicKey", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")
            .put("connectionId", "1234567890")
            .put("numbers", new JsonArray().add("+551130003000")));
    api.put(
        "/api/settings/routing",
        admin,
        new JsonObject()
            .put("prefer", "quality")
            .put("carriers", new JsonArray().add("twilio").add("telnyx")));
    api.put(
        "/api/settings/voice",
        admin,
        new JsonObject()
            .put("carrier", "twilio")
            .put("record", true)
            .put("consent", "key")
            .put("whisper", true)
            .put("machineDetection", "async")
            .put("onMachine", "voicemail-drop")
            .put("voicemailMessage", "Ligamos da Aurora. Ligue de volta quando puder.")
            .put("callsPerAgent", 0));
    api.put("/api/settings/permission", admin, permission());
  }

  /** At any hour a call is permitted: what is measured is that it is looked at. */
  private static JsonObject permission() {
    JsonArray hours = new JsonArray();
    for (int n = 0; n < Rules.HOURS; n++) {
      JsonObject one =
          new JsonObject()
              .put("state", STATES.get(n % STATES.size()))
              .put("weekdays", "00:00-24:00")
              .put("saturday", "00:00-24:00")
              .put("sunday", "00:00-24:00")
              .put("notOnHolidays", false);
      hours.add(n < STATES.size() ? one : one.put("until", "2020-12-31"));
    }
    JsonArray daysOff = new JsonArray();
    for (int n = 0; n < Rules.DAYS_OFF; n++) {
      daysOff.add(
          new JsonObject()
              .put("date", "20%02d-%02d-15".formatted(10 + n / 12 % 10, 1 + n % 12))
              .put("name", "Folga"));
    }
    return new JsonObject()
        .put("callingHours", true)
        .put("hours", hours)
        .put("daysOff", daysOff)
        .put("attemptsPerDay", 5)
        .put("attemptsPerWeek", 20)
        .put("concurrentCalls", 10_000)
        .put("callsPerSecond", 1_000);
  }
}
