package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** The month as CSV adds up to what the summary says, to the last digit. */
public final class ExportMonth implements Step {
  @Override
  public String title() {
    return "Davi exports the month as CSV, and its total equals the summary";
  }

  @Override
  public void play(Scene scene) {
    Api davi = scene.client().as("davi");
    JsonNode summary = davi.get("/api/billing/summary").expect(200).json();
    String month = summary.path("month").asText();
    JsonNode export =
        davi.post("/api/billing/exports", Map.of("month", month, "format", "csv"))
            .expect(201)
            .json();
    String file = davi.get(export.path("file").asText()).expect(200).body();
    BigDecimal added = sum(file, "price");
    BigDecimal total = new BigDecimal(summary.at("/total/amount").asText());
    unless(
        added.compareTo(total) == 0, "the file adds up to %s, the summary says %s", added, total);
    unless(total.signum() > 0, "the month is worth nothing: %s", summary);
    scene.saw("%s: %d lines, %s BRL".formatted(month, file.lines().count() - 1, total));
  }

  private static BigDecimal sum(String csv, String column) {
    List<String> lines = csv.lines().toList();
    int index = CsvLine.fields(lines.get(0)).indexOf(column);
    unless(index >= 0, "the file has no column %s: %s", column, lines.get(0));
    return lines.stream()
        .skip(1)
        .map(line -> CsvLine.fields(line).get(index))
        .filter(value -> !value.isBlank())
        .map(BigDecimal::new)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
