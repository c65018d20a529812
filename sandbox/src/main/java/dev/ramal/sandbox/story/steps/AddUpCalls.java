package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What calls amount to is the same however it is put together, and what the history adds up to. */
public final class AddUpCalls implements Step {
  @Override
  public String title() {
    return "Bruno, who leads the team, counts its calls: every sum is the same";
  }

  @Override
  public void play(Scene scene) {
    Api bruno = scene.client().as("bruno");
    Instant began = scene.began().truncatedTo(ChronoUnit.SECONDS);
    String within = "from=" + began + "&to=" + began.plus(1, ChronoUnit.HOURS);
    JsonNode total = null;
    for (String group : List.of("agent", "carrier", "outcome", "ddd", "hour", "campaign")) {
      JsonNode insight =
          bruno.get("/api/insight/calls?group=" + group + "&" + within).expect(200).json();
      total = total == null ? insight.path("total") : total;
      unless(total.equals(insight.path("total")), "the total by %s is another: %s", group, insight);
      for (String figure : List.of("calls", "answered", "talkSeconds", "shortCalls")) {
        long sum = 0;
        for (JsonNode item : insight.path("items")) {
          sum += item.path("figures").path(figure).asLong();
        }
        unless(
            sum == total.path(figure).asLong(),
            "%s by %s add up to %d: %s",
            figure,
            group,
            sum,
            insight);
      }
    }
    long calls = 0;
    long talked = 0;
    String cursor = "";
    do {
      JsonNode page = bruno.get("/api/calls?limit=50&" + within + cursor).expect(200).json();
      for (JsonNode call : page.path("items")) {
        calls += call.path("endedAt").isTextual() ? 1 : 0;
        talked +=
            call.path("status").asText().equals("completed")
                ? call.path("talkSeconds").asLong()
                : 0;
      }
      cursor = page.path("next").isTextual() ? "&cursor=" + page.path("next").asText() : null;
    } while (cursor != null);
    unless(
        calls == total.path("calls").asLong() && talked == total.path("talkSeconds").asLong(),
        "the history has %d calls and %d s of talk, the totals are %s",
        calls,
        talked,
        total);
    scene.saw(
        "%d calls, %s answered, %d s of talk: by agent, carrier, outcome, area, hour, and in the history"
            .formatted(calls, total.path("answered"), talked));
  }
}
