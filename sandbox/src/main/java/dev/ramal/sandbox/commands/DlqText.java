package dev.ramal.sandbox.commands;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;

/** Answers about dead letters, for people. */
final class DlqText {
  private DlqText() {}

  static void print(String verb, JsonNode answer, PrintStream out) {
    switch (verb) {
      case "topics" -> topics(answer.path("items"), out);
      case "clusters" -> clusters(answer.path("items"), out);
      case "show" -> answer.path("items").forEach(letter -> letter(letter, out));
      case "dry-run" -> dryRun(answer, out);
      default -> report(answer, out);
    }
  }

  static String complaint(JsonNode complaint) {
    return "%d × %s (first: %s)"
        .formatted(
            complaint.path("letters").asLong(),
            complaint.path("complaint").asText(),
            complaint.path("letter").asText());
  }

  private static void topics(JsonNode topics, PrintStream out) {
    if (topics.isEmpty()) {
      out.println("No dead letters.");
    }
    for (JsonNode topic : topics) {
      out.printf(
          "%-62s %6d waiting %6d sent again   oldest %s%n",
          topic.path("topic").asText(),
          topic.path("waiting").asLong(),
          topic.path("redriven").asLong(),
          topic.path("oldestAt").asText("-"));
    }
  }

  private static void clusters(JsonNode clusters, PrintStream out) {
    if (clusters.isEmpty()) {
      out.println("Nothing waits.");
    }
    for (JsonNode cluster : clusters) {
      out.printf(
          "%s %6d × %s %s%n  %s%n  %s of %s, since %s%n",
          cluster.path("fingerprint").asText(),
          cluster.path("waiting").asLong(),
          cluster.path("kind").asText(),
          cluster.path("cause").asText(),
          cluster.path("topic").asText(),
          cluster.path("type").asText("no type"),
          cluster.path("version").asText().isEmpty()
              ? "an unknown version"
              : "version " + cluster.path("version").asText(),
          cluster.path("firstAt").asText());
    }
  }

  private static void letter(JsonNode letter, PrintStream out) {
    out.println(letter.path("id").asText());
    out.printf(
        "  of %s, died %s%s%n",
        letter.path("organization").asText(),
        letter.path("deadAt").asText(),
        letter.path("redrive").isTextual() ? ", sent again" : "");
    out.println("  key " + letter.path("key").asText("none"));
    letter
        .path("headers")
        .properties()
        .forEach(header -> out.printf("  %s: %s%n", header.getKey(), header.getValue().asText()));
    out.println("  " + letter.path("body").asText("the record is no longer on Kafka"));
    if (letter.path("rawCallback").isObject()) {
      out.println("  the carrier had sent: " + letter.at("/rawCallback/body").asText());
    }
  }

  private static void dryRun(JsonNode result, PrintStream out) {
    out.printf(
        "%d tried: %d would be taken, %d would fail again%s%s; nothing was changed%n",
        result.path("tried").asLong(),
        result.path("valid").asLong(),
        result.path("invalid").asLong(),
        undecided(result),
        gone(result));
    result.path("complaints").forEach(each -> out.println("  " + complaint(each)));
    JsonNode example = result.at("/examples/0");
    if (example.path("after").isTextual()) {
      out.println("  before: " + example.path("before").asText());
      out.println("  after:  " + example.path("after").asText());
    }
  }

  private static void report(JsonNode report, PrintStream out) {
    out.printf(
        "redrive %s: %d of %d published, %d failed again%s%n",
        report.path("id").asText(),
        report.path("published").asLong(),
        report.path("letters").asLong(),
        report.path("failedAgain").asLong(),
        gone(report));
  }

  private static String undecided(JsonNode result) {
    long undecided = result.path("undecided").asLong();
    return undecided == 0 ? "" : ", of %d the gateway says nothing".formatted(undecided);
  }

  private static String gone(JsonNode answer) {
    long gone = answer.path("gone").asLong();
    return gone == 0 ? "" : ", %d are no longer on Kafka".formatted(gone);
  }
}
