package dev.ramal.messaging.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.kit.settings.ServiceConfig;
import dev.ramal.kit.tenancy.SqlTransaction;
import dev.ramal.kit.tenancy.SqlTransactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwitchedOffTest {
  private static final ServiceConfig SERVICE = () -> "messaging-service";

  private final AtomicInteger transactions = new AtomicInteger();

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 1"})
  @DisplayName(
      "MSG-539 switched off, nothing reads the topics, asks the database or counts; switched on, it"
          + " does")
  void shouldDoNothingWhereItIsSwitchedOff(boolean enabled, int busy) {
    // Given
    LineageConfig config =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(LineageConfig.class)
            .withDefaultValue("ramal.lineage.enabled", "" + enabled)
            .build()
            .getConfigMapping(LineageConfig.class);
    MeterRegistry metrics = new SimpleMeterRegistry();
    long before = readers();
    IndexHops index =
        new IndexHops(null, null, null, null, config, SERVICE, Clock.systemUTC(), null, metrics);

    // When
    index.start(null);
    long begun = readers() - before;
    index.stop(null);
    new PurgeHops(counting(), null, config).round().await().atMost(Duration.ofSeconds(5));

    // Then
    assertThat(begun).as("threads that read").isEqualTo(busy);
    assertThat(transactions.get()).as("transactions").isEqualTo(busy);
    assertThat(metrics.getMeters()).hasSize(busy);
  }

  private static long readers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("lineage"))
        .count();
  }

  /** Of a database that is away. */
  private SqlTransactions counting() {
    return new SqlTransactions(null) {
      @Override
      public <T> Uni<T> acrossTenants(String why, Function<? super SqlTransaction, Uni<T>> work) {
        transactions.incrementAndGet();
        return Uni.createFrom().failure(new IllegalStateException("nobody is there"));
      }
    };
  }
}
