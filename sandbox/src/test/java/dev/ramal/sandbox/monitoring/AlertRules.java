package dev.ramal.sandbox.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.deploy.DeployFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Rules, their tests, the page of symptoms and the runbooks, as files. */
final class AlertRules {
  static final String RULES = "deploy/prometheus/alerts.yml";
  static final String TESTS = "deploy/prometheus/alerts_test.yml";
  static final String RUNBOOKS = "docs/runbooks.md";

  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+?) \\| [^|]+ \\| .+\\|$");
  private static final Pattern SECTION = Pattern.compile("(?s)\n## ([^\n]+)\n(.*?)(?=\n## |\\z)");

  private AlertRules() {}

  static List<JsonNode> rules() {
    List<JsonNode> rules = new ArrayList<>();
    for (JsonNode group : DeployFiles.yaml(RULES).path("groups")) {
      group.path("rules").forEach(rules::add);
    }
    return rules;
  }

  /** By anchor, as pages link to them: the text of each. */
  static Map<String, String> runbooks() {
    Map<String, String> sections = new LinkedHashMap<>();
    SECTION
        .matcher(DeployFiles.text(RUNBOOKS))
        .results()
        .forEach(hit -> sections.put(anchor(hit.group(1)), hit.group(2)));
    return sections;
  }

  /** By anchor: the symptoms of operations.md as they stand there. */
  static Map<String, String> symptoms() {
    String page = DeployFiles.text("docs/operations.md");
    int begin = page.indexOf("## What to do when");
    Map<String, String> symptoms = new TreeMap<>();
    ROW.matcher(page.substring(begin, page.indexOf("\n## ", begin + 1)))
        .results()
        .map((MatchResult hit) -> hit.group(1))
        .filter(symptom -> !symptom.matches("symptom|-+"))
        .forEach(symptom -> symptoms.put(anchor(symptom.replaceAll(" \\(.*\\)$", "")), symptom));
    return symptoms;
  }

  static List<JsonNode> tests() {
    List<JsonNode> tests = new ArrayList<>();
    DeployFiles.yaml(TESTS).path("tests").forEach(tests::add);
    return tests;
  }

  static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-');
  }
}
