package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The carrier's own list of the month has errors; each is found for what it is. */
public final class ReconcileCarrier implements Step {
  private static final Map<String, Integer> SEEDED = seeded();

  @Override
  public String title() {
    return "The carrier's file of that month has five errors; each is found, and asked back";
  }

  @Override
  public void play(Scene scene) {
    Api davi = scene.client().as("davi");
    SmsHistory history = scene.kept(TellLastMonth.HISTORY, SmsHistory.class);
    Api.Answer answer =
        davi.postText(
            "/api/billing/reconciliations?carrier=twilio&kind=messages&month=%s&connection=%s"
                .formatted(history.month(), SmsHistory.CONNECTION),
            "text/csv",
            history.carrierFile());
    unless(List.of(200, 201).contains(answer.status()), "not compared: %s", answer.body());
    JsonNode made = answer.json();
    scene.saw("%-15s %5s %10s %10s %10s".formatted("class", "lines", "theirs", "ours", "asked"));
    for (JsonNode found : made.path("classes")) {
      String name = found.path("class").asText();
      int lines = found.path("lines").asInt();
      unless(
          lines == SEEDED.getOrDefault(name, 0),
          "%d lines are %s instead of %d: %s",
          lines,
          name,
          SEEDED.getOrDefault(name, 0),
          made.path("classes"));
      if (lines > 0) {
        scene.saw(
            "%-15s %5d %10s %10s %10s"
                .formatted(
                    name,
                    lines,
                    found.at("/theirsInBrl/amount").asText(),
                    found.at("/oursInBrl/amount").asText(),
                    asked(found)));
      }
    }
    JsonNode note =
        davi.get(made.path("notes").asText() + "?language=pt-BR&limit=1")
            .expect(200)
            .json()
            .at("/items/0");
    unless(note.isObject(), "nothing is proposed to be asked: %s", made);
    scene.saw("«" + shortened(note.path("text").asText()) + "»");
  }

  private static String asked(JsonNode found) {
    JsonNode first = found.at("/asked/0");
    return first.isMissingNode()
        ? ""
        : new BigDecimal(first.path("amount").asText()).stripTrailingZeros().toPlainString()
            + " "
            + first.path("currency").asText();
  }

  private static String shortened(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() <= 100 ? line : line.substring(0, 99) + "…";
  }

  private static Map<String, Integer> seeded() {
    Map<String, Integer> lines = new LinkedHashMap<>();
    lines.put("matched", SmsHistory.MESSAGES - 3);
    lines.put("missing-ours", 1);
    lines.put("missing-theirs", 1);
    lines.put("duration", 1);
    lines.put("price", 1);
    lines.put("duplicate", 1);
    return lines;
  }
}
