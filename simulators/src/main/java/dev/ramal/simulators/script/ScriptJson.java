package dev.ramal.simulators.script;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;

/**
 * Scripts as the control API writes them, durations in seconds: {@code {"ring":2,
 * "outcome":"answer","talk":37,"hangupBy":"lead","amd":"human","recordingReadyAfter":2,
 * "priceAfter":5}}. What is left out stays as in the default; an explicit null switches it off.
 */
public final class ScriptJson {
  private static final Set<String> NAMES =
      Set.of(
          "ring",
          "outcome",
          "talk",
          "hangupBy",
          "amd",
          "digits",
          "recordingReadyAfter",
          "priceAfter",
          "price",
          "message",
          "reply",
          "replyAfter",
          "bucket");

  private ScriptJson() {}

  /**
   * Reads a script.
   *
   * @param base what holds for the names left out
   * @throws IllegalArgumentException when a name or a value is unknown
   */
  public static Script read(JsonObject json, Script base) {
    for (String name : json.fieldNames()) {
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException("a script has no " + name + "; it has " + NAMES);
      }
    }
    Script script =
        base.opener(false)
            .ring(seconds(json, "ring", base.ring()))
            .outcome(Outcome.of(json.getString("outcome", base.outcome().word())))
            .talk(seconds(json, "talk", base.talk()))
            .hangupBy(json.getString("hangupBy", base.hangupBy()))
            .amd(json.getString("amd", base.amd()))
            .digits(json.getString("digits", base.digits()))
            .bucket(json.getString("bucket", base.bucket()))
            .recordingReadyAfter(seconds(json, "recordingReadyAfter", base.recordingReadyAfter()))
            .price(
                seconds(json, "priceAfter", base.priceAfter()),
                json.getString("price", base.price()))
            .reply(
                json.getString("reply", base.reply()),
                seconds(json, "replyAfter", base.replyAfter()));
    JsonObject message = json.getJsonObject("message");
    return message == null ? script : script.message(message(message, base.message()));
  }

  /** Writes a script. */
  public static JsonObject write(Script script) {
    return new JsonObject()
        .put("ring", seconds(script.ring()))
        .put("outcome", script.outcome().word())
        .put("talk", seconds(script.talk()))
        .put("hangupBy", script.hangupBy())
        .put("amd", script.amd())
        .put("digits", script.digits())
        .put("bucket", script.bucket())
        .put("recordingReadyAfter", seconds(script.recordingReadyAfter()))
        .put("priceAfter", seconds(script.priceAfter()))
        .put("price", script.price())
        .put(
            "message",
            new JsonObject()
                .put("status", script.message().status())
                .put("errorCode", script.message().errorCode())
                .put("after", seconds(script.message().after())))
        .put("reply", script.reply())
        .put("replyAfter", seconds(script.replyAfter()));
  }

  private static Script.MessageScript message(JsonObject json, Script.MessageScript base) {
    return new Script.MessageScript(
        json.getString("status", base.status()),
        json.getString("errorCode", base.errorCode()),
        seconds(json, "after", base.after()));
  }

  private static Duration seconds(JsonObject json, String name, Duration otherwise) {
    if (!json.containsKey(name)) {
      return otherwise;
    }
    Double seconds = json.getDouble(name);
    return seconds == null ? null : Duration.ofMillis(Math.round(seconds * 1000));
  }

  private static Number seconds(Duration duration) {
    return duration == null ? null : duration.toMillis() / 1000.0;
  }
}
