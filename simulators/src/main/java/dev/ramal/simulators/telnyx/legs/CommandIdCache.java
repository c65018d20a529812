package dev.ramal.simulators.telnyx.legs;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Ignores a repeated command: the same command_id for the same target within 60 s (of real time, as
 * the caller's retries run on it) has no effect and gets the first answer.
 */
public final class CommandIdCache {
  private static final Duration WINDOW = Duration.ofSeconds(60);

  private final Map<String, Remembered> answers = new HashMap<>();

  private record Remembered(JsonObject answer, Instant at) {}

  /**
   * @param commandId null when the caller gave none; then nothing is remembered
   */
  public JsonObject once(String target, String commandId, Supplier<JsonObject> effect) {
    if (commandId == null) {
      return effect.get();
    }
    String key = target + " " + commandId;
    Instant now = Instant.now();
    Remembered before = answers.get(key);
    if (before != null && before.at().plus(WINDOW).isAfter(now)) {
      return before.answer();
    }
    JsonObject answer = effect.get();
    answers.put(key, new Remembered(answer, now));
    return answer;
  }

  public void clear() {
    answers.clear();
  }
}
