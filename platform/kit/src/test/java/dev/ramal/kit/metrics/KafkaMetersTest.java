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
    count("records-consumed-total");
    List<String> told = new ArrayList<>();
    Handler handler = into(told);
    Logger logger = Logger.getLogger("io.micrometer.core.instrument.MeterRegistry");
    logger.addHandler(handler);

    // When
    try (KafkaClientMetrics binder = new KafkaClientMetrics(consumer())) {
      binder.bindTo(registry);
      count("rebalance-total");
      binder.bindTo(registry);
      assertThat(registry.scrape()).contains("client_id=\"notes\"");
    }

    // Then
    logger.removeHandler(handler);
    assertThat(told).isEmpty();
  }

  private void count(String name) {
    MetricName full = new MetricName(name, "consumer-metrics", "", Map.of("client-id", "notes"));
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
