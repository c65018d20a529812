package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import dev.ramal.sandbox.story.TopicEnds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Finance closes the month that is over; the files that it chose come by themselves. Where an
 * earlier story has closed it, the files are asked for.
 */
public final class CloseLastMonth implements Step {
  static final String EXPORT = "monthly export";
  private static final List<String> FORMATS = List.of("csv-pt-br", "xlsx", "parquet");
  private static final String PATH = "/api/billing/monthly-exports";
  private static final int CREATED = 201;

  @Override
  public String title() {
    return "Davi closes last month; CSV for people, workbook and Parquet come by themselves";
  }

  @Override
  public void play(Scene scene) {
    Api davi = scene.client().as("davi");
    String month = scene.kept(TellLastMonth.HISTORY, SmsHistory.class).month().toString();
    davi.put(PATH + "/schedule", Map.of("formats", FORMATS)).expect(200);
    Api.Answer closed = davi.post("/api/billing/invoices/" + month + "/close", null);
    if (closed.status() == CREATED) {
      scene.saw(
          "invoice %s of %s: %s BRL"
              .formatted(
                  closed.json().path("number").asText(),
                  month,
                  closed.json().at("/total/amount").asText()));
    } else {
      unless(
          closed.json().path("code").asText().equals("BILLING-0044"),
          "the month cannot be closed: %s",
          closed.body());
      scene.saw("an earlier story has closed it: the files are asked for");
      davi.post(PATH, Map.of("month", month, "formats", FORMATS)).expect(202);
    }
    JsonNode export =
        scene.await(
            "the files are in the store",
            () ->
                newest(davi, month).filter(found -> found.path("state").asText().equals("ready")));
    unless(
        export.path("scheduled").asBoolean() == (closed.status() == CREATED),
        "it was asked for otherwise: %s",
        export);
    scene.keep(EXPORT, export);
    TopicEnds topics = new TopicEnds(scene.client().status().kafka().bootstrapServers());
    List<Scene.Expected> told =
        List.of(new Scene.Expected(export.path("id").asText(), "ExportReady"));
    scene.await(
        "other systems read it on Kafka",
        () -> Optional.of(true).filter(all -> topics.missing(told).isEmpty()));
  }

  private static Optional<JsonNode> newest(Api davi, String month) {
    JsonNode items = davi.get(PATH + "?month=" + month).expect(200).json().path("items");
    return StreamSupport.stream(items.spliterator(), false).findFirst();
  }
}
