package dev.ramal.sandbox.story.steps;

import static dev.ramal.sandbox.story.StepFailure.unless;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.api.Api;
import dev.ramal.sandbox.story.Scene;
import dev.ramal.sandbox.story.Step;
import dev.ramal.sandbox.story.StepFailure;
import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** What the manifest says of each file is true, and is what the ledger says. */
public final class CompareManifest implements Step {
  @Override
  public String title() {
    return "The manifest's control totals are the ledger's, and its digests those of the files";
  }

  @Override
  public void play(Scene scene) {
    Api davi = scene.client().as("davi");
    JsonNode export = scene.kept(CloseLastMonth.EXPORT, JsonNode.class);
    JsonNode manifest = davi.get(export.path("manifest").asText()).expect(200).json();
    JsonNode summary =
        davi.get("/api/billing/summary?month=" + manifest.path("month").asText())
            .expect(200)
            .json();
    JsonNode ledger = manifest.path("ledger");
    Map<String, JsonNode> links =
        StreamSupport.stream(export.path("files").spliterator(), false)
            .collect(Collectors.toMap(file -> file.path("format").asText(), file -> file));
    scene.saw("%-31s %4s %9s %9s  %s".formatted("file", "rows", "cost", "price", "SHA-256"));
    for (JsonNode file : manifest.path("files")) {
      BigDecimal cost = total(file, "cost");
      BigDecimal price = total(file, "price");
      String digest = file.path("sha256").asText();
      String link = links.get(file.path("format").asText()).path("file").asText();
      unless(digest.equals(sha256(davi.file(link))), "%s is another file", file.path("name"));
      unless(
          cost.compareTo(amount(summary.path("cost"))) == 0
              && price.compareTo(amount(summary.path("total"))) == 0
              && total(file, "margin").compareTo(amount(summary.path("margin"))) == 0,
          "%s says %s and %s, the summary %s and %s, or their margins differ",
          file.path("name"),
          cost,
          price,
          summary.path("cost"),
          summary.path("total"));
      unless(
          total(file, "list_price")
                  .subtract(amount(summary.path("planFee")))
                  .compareTo(amount(ledger.path("listPrice")))
              == 0,
          "%s does not add up to the ledger: %s",
          file.path("name"),
          ledger);
      scene.saw(
          "%-31s %4s %9s %9s  %s…"
              .formatted(
                  file.path("name").asText(),
                  file.path("rows").asText(),
                  cost.toPlainString(),
                  price.toPlainString(),
                  digest.substring(0, 12)));
    }
    JsonNode chain = davi.get("/api/billing/ledger/verification").expect(200).json();
    unless(chain.path("intact").asBoolean(), "the chain is broken: %s", chain);
    scene.saw(
        "ledger: %s entries of the month, %s BRL of cost; sealed up to %s, hash %s…, intact"
            .formatted(
                ledger.path("entries").asText(),
                ledger.at("/cost/amount").asText(),
                ledger.path("position").asText(),
                ledger.path("hash").asText().substring(0, 12)));
  }

  private static BigDecimal total(JsonNode file, String column) {
    for (JsonNode total : file.path("controlTotals")) {
      if (total.path("column").asText().equals(column)) {
        return amount(total.path("sum"));
      }
    }
    throw new StepFailure("no control total of " + column + ": " + file);
  }

  private static BigDecimal amount(JsonNode money) {
    return new BigDecimal(money.path("amount").asText());
  }

  private static String sha256(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
