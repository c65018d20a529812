package dev.ramal.sandbox.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.deploy.DeployFiles;
import dev.ramal.sandbox.monitoring.MonitoringProgram.Ended;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

class AlertRulesTest {
  private static final Path FOLDER = Workspace.root().resolve("deploy/prometheus");
  private static final Path NOTHING = Path.of("/dev/null");
  private static final Pattern CALL =
      Pattern.compile("`(GET|POST|PUT|PATCH|DELETE) (/[^`?]*)(?:\\?[^`]*)?`");
  private static final Pattern METRIC = Pattern.compile("`(\\w+_\\w+)(?:\\{([^}]*)})?`");
  private static final Pattern RINGS = Pattern.compile("(?m)^\\*Rings:\\* (.+)$");
  private static final Pattern RULE = Pattern.compile("`([A-Z][a-z]+(?:[A-Z][a-z]+)+)`");
  private static final Pattern FILE = Pattern.compile("`(deploy/[\\w./-]+)");

  private final MetricsDictionary dictionary = MetricsDictionary.read();

  @Test
  @DisplayName("SBX-15 each rule asks for what is there, and leads to a runbook that says so")
  void shouldAskForWhatIsThereAndLeadToItsRunbook() {
    // Given
    Map<String, String> runbooks = AlertRules.runbooks();

    // Then
    assertThat(AlertRules.rules())
        .hasSizeGreaterThan(25)
        .allSatisfy(
            rule -> {
              PromQuery query = PromQuery.of(rule.path("expr").asText());
              assertThat(query.selectors()).isNotEmpty();
              assertThat(query.unknown(dictionary)).isEmpty();
              assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning");
              String[] runbook = rule.at("/annotations/runbook").asText().split("#");
              assertThat(runbook[0]).isEqualTo(AlertRules.RUNBOOKS);
              assertThat(runbooks).containsKey(runbook[1]);
              assertThat(ringing(runbooks.get(runbook[1]))).contains(rule.path("alert").asText());
              assertThat(AlertRules.anchor(symptom(rule))).isEqualTo(runbook[1]);
            });
  }

  @Test
  @DisplayName(
      "SBX-15 each symptom rings, and has a runbook of calls, files and metrics that exist")
  void shouldHaveARunbookForEachSymptom() {
    // Given
    Map<String, String> runbooks = AlertRules.runbooks();
    Map<String, String> symptoms = AlertRules.symptoms();
    Set<String> rules = names();
    JsonNode paths = DeployFiles.yaml("docs/openapi.json").path("paths");
    String page = DeployFiles.text(AlertRules.RUNBOOKS);

    // Then
    assertThat(symptoms).hasSizeGreaterThan(20);
    assertThat(runbooks.keySet()).containsExactlyInAnyOrderElementsOf(symptoms.keySet());
    symptoms.forEach(
        (anchor, symptom) ->
            assertThat(ringing(runbooks.get(anchor)).isEmpty())
                .as(symptom)
                .isEqualTo(symptom.endsWith(")")));
    runbooks.values().forEach(text -> assertThat(rules).containsAll(ringing(text)));
    assertThat(CALL.matcher(page).results())
        .hasSizeGreaterThan(30)
        .allSatisfy(
            call ->
                assertThat(paths.path(call.group(2)).has(call.group(1).toLowerCase(Locale.ROOT)))
                    .as(call.group())
                    .isTrue());
    assertThat(FILE.matcher(page).results())
        .isNotEmpty()
        .allMatch(file -> Files.exists(Workspace.root().resolve(file.group(1))));
  }

  @Test
  @DisplayName("SBX-15 pages for operators name no metric that is not in the dictionary")
  void shouldNameNoOtherMetricForOperators() {
    // When
    List<String> strange = new ArrayList<>();
    int named = 0;
    for (String page : List.of(AlertRules.RUNBOOKS, "docs/operations.md")) {
      for (MatchResult hit : METRIC.matcher(DeployFiles.text(page)).results().toList()) {
        if (hit.group(1).matches("(ramal|jvm|http_server|kafka)_.*")) {
          named++;
          if (dictionary.find(hit.group(1)).filter(entry -> !entry.isFamily()).isEmpty()) {
            strange.add(page + " " + hit.group());
          }
        }
      }
    }

    // Then
    assertThat(named).isGreaterThan(20);
    assertThat(strange).isEmpty();
  }

  @Test
  @DisplayName("SBX-16 each rule has a test that fires it and one in which it stays silent")
  void shouldHaveATestThatFiresEachAndOneThatDoesNot() {
    // When
    Set<String> fired = new TreeSet<>();
    Set<String> silent = new TreeSet<>();
    List<String> unknown = new ArrayList<>();
    for (JsonNode test : AlertRules.tests()) {
      for (JsonNode series : test.path("input_series")) {
        unknown.addAll(PromQuery.of(series.path("series").asText()).unknown(dictionary));
      }
      for (JsonNode asked : test.path("alert_rule_test")) {
        (asked.path("exp_alerts").isEmpty() ? silent : fired).add(asked.path("alertname").asText());
      }
    }

    // Then
    assertThat(fired).isEqualTo(names());
    assertThat(silent).isEqualTo(names());
    assertThat(unknown).isEmpty();
  }

  @Test
  @EnabledIf("dev.ramal.sandbox.monitoring.MonitoringProgram#isPromtoolHere")
  @DisplayName("SBX-16 promtool takes the rules and the settings, and passes each test")
  void shouldFireAndStaySilent() throws Exception {
    // When
    Ended settings =
        MonitoringProgram.promtool(NOTHING, FOLDER, "check", "config", "prometheus.yml");
    Ended rules =
        MonitoringProgram.promtool(NOTHING, FOLDER, "check", "rules", "--lint-fatal", "alerts.yml");
    Ended tests = MonitoringProgram.promtool(NOTHING, FOLDER, "test", "rules", "alerts_test.yml");

    // Then
    assertThat(settings.code()).as(settings.said()).isZero();
    assertThat(rules.code()).as(rules.said()).isZero();
    assertThat(tests.code()).as(tests.said()).isZero();
  }

  @Test
  @EnabledIf("dev.ramal.sandbox.monitoring.MonitoringProgram#isPromtoolHere")
  @DisplayName("SBX-16 a rule that never fires, or always, fails its tests")
  void shouldNoticeABrokenRule(@TempDir Path folder) throws Exception {
    // When
    Ended never = withEach("vector(0) > 1", folder);
    Ended always = withEach("vector(1)", folder);

    // Then
    assertThat(List.of(never, always)).extracting(Ended::code).doesNotContain(0);
    assertThat(names())
        .allSatisfy(name -> assertThat(never.said()).containsPattern("alertname: ?" + name + "\\b"))
        .allSatisfy(
            name -> assertThat(always.said()).containsPattern("alertname: ?" + name + "\\b"));
  }

  private static Ended withEach(String expr, Path folder) throws IOException, InterruptedException {
    StringBuilder rules = new StringBuilder("groups: [{ name: ramal, rules: [\n");
    for (String name : names()) {
      rules.append("  { alert: %s, expr: '%s' },\n".formatted(name, expr));
    }
    Files.writeString(folder.resolve("alerts.yml"), rules.append("]}]\n"));
    Files.writeString(folder.resolve("alerts_test.yml"), DeployFiles.text(AlertRules.TESTS));
    return MonitoringProgram.promtool(NOTHING, folder, "test", "rules", "alerts_test.yml");
  }

  private static Set<String> names() {
    return AlertRules.rules().stream()
        .map(rule -> rule.path("alert").asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String symptom(JsonNode rule) {
    return rule.at("/annotations/look").asText().split(", ", 2)[1];
  }

  /** The rules that a runbook names as its own. */
  private static List<String> ringing(String runbook) {
    return RINGS
        .matcher(runbook)
        .results()
        .flatMap(line -> RULE.matcher(line.group(1)).results())
        .map(rule -> rule.group(1))
        .toList();
  }
}
