package dev.ramal.kit.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.kit.app.KitTest;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

@KitTest
class RefusedMetersTest {
  @Inject MeterRegistry meters;

  @Test
  void shouldTellOfAMeterThatPrometheusRefuses() {
    // Given
    List<String> told = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            told.add(record.getMessage() + Arrays.toString(record.getParameters()));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger(RefusedMeters.class.getName());
    logger.addHandler(handler);
    meters.counter("ramal.test.twice", "one", "a").increment();

    // When
    meters.counter("ramal.test.twice", "other", "b").increment();

    // Then
    logger.removeHandler(handler);
    assertThat(told).anyMatch(line -> line.contains("is not there"));
  }
}
