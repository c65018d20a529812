package dev.ramal.bench.click;

import dev.ramal.bench.load.JsonApi;
import dev.ramal.bench.room.Room;
import dev.ramal.servers.processes.ServerFailure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Switches on for an organization what a click and its legs can have: a long blocklist, hours, days
 * off, caps, two carriers, a recording with disclaimer and key, whisper and machine detection.
 */
final class Everything {
  static final int BLOCKED = 1_000_000;
  static final int RANGES = 5_000;

  private static final int HOURS = 100;
  private static final int DAYS_OFF = 200;
  private static final List<String> STATES = List.of("SP", "RJ", "MG", "BA", "PR", "RS", "PE");

  /** Set by set, as an import of a file, but in one statement; none of them is clicked on. */
  private static final String BLOCK =
      """
      insert into blocked_numbers (tenant, number, source, reason, effective_from, blocked_by,
        blocked_at)
      select '%1$s',
        case when n < %2$d then '+5521' || lpad(n::text, 5, '0') || '*'
          else '+5531' || (900000000 + n)::text end,
        case n %% 3 when 0 then 'import' when 1 then 'nao-me-perturbe' else 'procon' end,
        'bench', now() - interval '1 day', 'bench', now() - interval '1 day'
      from generate_series(0, %3$d - 1) n
      """;

  private Everything() {}

  /** In seconds: how long the blocklist took. */
  static double block(Room room, String database, String organization) {
    long begin = System.nanoTime();
    try (Connection superuser = room.superuser(database);
        Statement statement = superuser.createStatement()) {
      statement.execute(BLOCK.formatted(organization, RANGES, BLOCKED + RANGES));
    } catch (SQLException e) {
      throw new ServerFailure("Postgres refused the blocklist: " + e.getMessage(), e);
    }
    return (System.nanoTime() - begin) / 1e9;
  }

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
    for (int n = 0; n < HOURS; n++) {
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
    for (int n = 0; n < DAYS_OFF; n++) {
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
