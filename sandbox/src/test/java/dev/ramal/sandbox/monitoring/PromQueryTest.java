package dev.ramal.sandbox.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.sandbox.monitoring.PromQuery.Selector;
import dev.ramal.sandbox.processes.Service;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the other tests of this package would notice. */
class PromQueryTest {
  private final MetricsDictionary dictionary = MetricsDictionary.read();

  @Test
  void shouldFindMetricsAndLabelsOfAnExpression() {
    // When
    PromQuery query =
        PromQuery.of(
            """
            sum by (job, topic) (rate(some_total{topic!~".*[._]bulk[._].*", kind=~"a|b-c"}[2m])) > 1e3
            and max without (le) (other unless other offset 15m) / 24h > 0.5\
            """);

    // Then
    assertThat(query.selectors())
        .extracting(Selector::metric)
        .containsExactly("some_total", "other", "other");
    assertThat(query.selectors().get(0).values().get("kind")).containsExactly("a", "b-c");
    assertThat(query.selectors().get(0).values().get("topic")).isEmpty();
    assertThat(query.by()).containsExactly("job", "le", "topic");
  }

  @Test
  void shouldNoticeWhatTheDictionaryDoesNotHave() {
    // Then
    assertThat(unknown("rate(ramal_calls_total{outcome=\"failed\"}[5m])")).isEmpty();
    assertThat(unknown("ramal_call_total")).containsExactly("ramal_call_total");
    assertThat(unknown("ramal_calls_total{result=\"failed\"}"))
        .containsExactly("ramal_calls_total has no result");
    assertThat(unknown("ramal_calls_total{outcome=~\"failed|lost\"}")).hasSize(1);
    assertThat(unknown("sum by (tenant) (ramal_calls_total)")).containsExactly("tenant");
    assertThat(unknown("ramal_webhooks_answer_seconds_bucket{le=\"1.0\"}")).isEmpty();
  }

  @Test
  void shouldNoticeWhatAServiceTellsOtherwise() {
    // When
    ExposedMetrics exposed =
        ExposedMetrics.read(
            Service.BILLING_SERVICE,
            """
            # HELP ramal_billing_lines_total Entries
            # TYPE ramal_billing_lines_total counter
            ramal_billing_lines_total{kind="gift",} 1.0
            # HELP ramal_jobs_dead Jobs
            # TYPE ramal_jobs_dead gauge
            ramal_jobs_dead 0.0
            # HELP ramal_live_connections Theirs
            # TYPE ramal_live_connections counter
            ramal_live_connections 0.0
            # HELP ramal_new_total New
            # TYPE ramal_new_total counter
            ramal_new_total 0.0
            http_server_odd_count 1.0
            """);

    // Then
    assertThat(exposed.contradictions(dictionary))
        .contains(
            "billing-service ramal_billing_lines_total: kind=gift",
            "billing-service ramal_jobs_dead: has the labels []",
            "billing-service ramal_live_connections: is not listed as of this service",
            "billing-service ramal_live_connections: is a counter",
            "billing-service tells ramal_new_total, which is not listed",
            "billing-service http_server_odd_count: no help",
            "billing-service does not tell ramal_billing_sealed_total");
  }

  private List<String> unknown(String expr) {
    return PromQuery.of(expr).unknown(dictionary);
  }
}
