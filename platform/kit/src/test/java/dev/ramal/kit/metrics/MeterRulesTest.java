package dev.ramal.kit.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MeterRulesTest {
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Pattern MADE =
      Pattern.compile("(Counter|Gauge|Timer|DistributionSummary)\\s*\\.builder\\([^;]*;");
  private static final Pattern SHORTHAND =
      Pattern.compile("\\.(counter|gauge|timer|summary)\\(\\s*(\"|[A-Z][A-Z_]+\\b)");

  private static final Pattern NAME = Pattern.compile("\"ramal[._][a-z._]+\"");
  private static final Pattern PROMETHEUS = Pattern.compile("\\bramal_[a-z_]+");
  private static final String SUFFIX = "(_seconds)?(_bucket|_count|_sum|_max)?$|_total$";

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  MeterRulesTest() {
    registry.config().meterFilter(new MeterRules());
  }

  @Test
  void shouldGiveLibrariesMetersHelpAndLabelsInSnakeCase() {
    // When
    registry
        .counter("http.client.requests", "clientName", "localhost", "already_so", "x")
        .increment();
    Counter.builder("own").description("Says it itself").register(registry).increment();

    // Then
    assertThat(registry.scrape())
        .contains(
            "# HELP http_client_requests_total The http client requests",
            "http_client_requests_total{already_so=\"x\",client_name=\"localhost\",} 1.0",
            "# HELP own_total Says it itself");
  }

  @Test
  void shouldLeaveTheKeysThatABinderLooksForAgain() {
    // When
    registry.counter("kafka.consumer.rebalance.total", "client.id", "notes").increment();

    // Then
    assertThat(registry.getMeters())
        .anyMatch(meter -> meter.getId().getTags().contains(Tag.of("client.id", "notes")));
    assertThat(registry.scrape()).contains("{client_id=\"notes\",}");
  }

  @Test
  void shouldLeaveOutWhatPrometheusWouldNameOtherwise() {
    // When
    registry.counter("kafka.producer.io.time.ns.total").increment();
    registry.counter("postgresql.queue.size").increment();
    registry.gauge("sql.pool.queue.size", 1);
    registry.gauge("http.client.active.connections", 1);
    registry.gauge("http.client.pending", 1);
    LongTaskTimer.builder("http.server.websocket.connections").register(registry).start();
    registry.counter("kafka.producer.record.send.total").increment();

    // Then
    assertThat(registry.scrape())
        .contains("kafka_producer_record_send_total")
        .doesNotContain("_ns_", "postgresql", "sql_pool", "http_client", "websocket");
  }

  @Test
  void shouldCountInBucketsWhatAnAlertAsksFor() {
    // When
    registry.timer("ramal.webhooks.answer", "carrier", "twilio").record(Duration.ofMillis(90));
    Timer.builder("other").register(registry).record(Duration.ofMillis(90));

    // Then
    assertThat(registry.scrape())
        .contains(
            "ramal_webhooks_answer_seconds_bucket{carrier=\"twilio\",le=\"0.05\",} 0.0",
            "ramal_webhooks_answer_seconds_bucket{carrier=\"twilio\",le=\"0.1\",} 1.0")
        .doesNotContain("other_seconds_bucket");
  }

  @Test
  void shouldSayOfEachOfOurMetersWhatItCounts() throws IOException {
    // When
    List<String> silent = new ArrayList<>();
    int made = 0;
    for (Path source : sources()) {
      String text = Files.readString(source);
      Matcher meters = MADE.matcher(text);
      while (meters.find()) {
        made++;
        if (!meters.group().contains(".description(")) {
          silent.add(source.getFileName() + ": " + meters.group());
        }
      }
      if (SHORTHAND.matcher(text).find()) {
        silent.add(source.getFileName() + " uses a shorthand that takes no description");
      }
    }

    // Then
    assertThat(made).isGreaterThan(10);
    assertThat(silent).isEmpty();
  }

  @Test
  void shouldNameMetersThatAreThereInAlertsAndOnThePageForOperators() throws IOException {
    // Given
    Set<String> made = new TreeSet<>();
    for (Path source : sources()) {
      NAME.matcher(Files.readString(source))
          .results()
          .forEach(name -> made.add(name.group().replace('.', '_').replace("\"", "")));
    }

    for (String page : List.of("deploy/prometheus/alerts.yml", "docs/operations.md")) {
      // When
      Set<String> named =
          PROMETHEUS
              .matcher(Files.readString(ROOT.resolve(page)))
              .results()
              .map(MatchResult::group)
              .collect(Collectors.toCollection(TreeSet::new));
      named.removeIf(name -> made.contains(name) || made.contains(name.replaceAll(SUFFIX, "")));

      // Then
      assertThat(named).as(page).isEmpty();
    }
  }

  private static List<Path> sources() {
    try (Stream<Path> files = Files.walk(ROOT, 14)) {
      return files
          .filter(path -> path.toString().contains("/src/main/java/dev/ramal/"))
          .filter(path -> path.toString().endsWith(".java"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
