package dev.ramal.kit.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.prometheus.PrometheusConfig;
import io.micrometer.prometheus.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

/** What Kafka's client counts grows as it gets its partitions; the binder then looks again. */
class KafkaMetersTest {
  private final Map<MetricName, Metric> counted = new HashMap<>();

  @Test
  void shouldRegisterEachOfKafkasMetersOnce() {
    // Given
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().meterFilter(new MeterRules());
    count("records-consumed-total", Map.of());
    List<String> told = new ArrayList<>();
    Handler handler = into(told);
    Logger logger = Logger.getLogger("io.micrometer.core.instrument.MeterRegistry");
    logger.addHandler(handler);

    // When
    try (KafkaClientMetrics binder = new KafkaClientMetrics(consumer())) {
      binder.bindTo(registry);
      count("rebalance-total", Map.of());
      binder.bindTo(registry);
      assertThat(registry.scrape()).contains("client_id=\"notes\"");
    }

    // Then
    logger.removeHandler(handler);
    assertThat(told).isEmpty();
  }

  @Test
  void shouldTellOfEachTopicOnce() {
    // Given: as Kafka's client counts since 4.1
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    registry.config().meterFilter(new MeterRules());
    for (String topic : List.of("calls.events.v1", "calls_events_v1")) {
      count("records-lag", Map.of("topic", topic, "partition", "3"));
    }
    List<String> told = new ArrayList<>();
    Handler handler = into(told);
    Logger logger = Logger.getLogger("io.micrometer.core.instrument.MeterRegistry");
    logger.addHandler(handler);

    // When
    try (KafkaClientMetrics binder = new KafkaClientMetrics(consumer())) {
      binder.bindTo(registry);
      count("records-lag", Map.of("topic", "calls.events.v1", "partition", "4"));
      count("records-lag", Map.of("topic", "calls_events_v1", "partition", "4"));
      binder.bindTo(registry);

      // Then
      assertThat(registry.scrape().lines())
          .filteredOn(line -> line.startsWith("kafka_consumer_fetch_manager_records_lag{"))
          .hasSize(2)
          .allMatch(line -> line.contains("topic=\"calls.events.v1\""));
    }
    logger.removeHandler(handler);
    assertThat(told).isEmpty();
  }

  private void count(String name, Map<String, String> labels) {
    String group = labels.containsKey("topic") ? "consumer-fetch-manager" : "consumer";
    Map<String, String> tags = new HashMap<>(labels);
    tags.put("client-id", "notes");
    MetricName full = new MetricName(name, group + "-metrics", "", tags);
    counted.put(full, new Counted(full));
  }

  private MockConsumer<String, String> consumer() {
    return new MockConsumer<>("earliest") {
      @Override
      public Map<MetricName, ? extends Metric> metrics() {
        return counted;
      }
    };
  }

  private static Handler into(List<String> told) {
    return new Handler() {
      @Override
      public void publish(LogRecord line) {
        told.add(line.getMessage());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  private record Counted(MetricName metricName) implements Metric {
    @Override
    public Object metricValue() {
      return 1.0;
    }
  }
}
