package dev.ramal.kit.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What logs and traces of every service do unless an environment says otherwise. */
class ObservabilityDefaultsTest {
  private static final String COLLECTOR = "quarkus.otel.exporter.otlp.endpoint";

  @Test
  void shouldSendTracesToTheCollectorThatTheEnvironmentNamesAndElseNowhere() throws IOException {
    // When
    Optional<String> usual = defaults(Map.of()).getOptionalValue(COLLECTOR, String.class);
    Optional<String> named =
        defaults(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4317"))
            .getOptionalValue(COLLECTOR, String.class);

    // Then: a blank address, because Quarkus takes an absent one for this machine's
    assertThat(usual).hasValueSatisfying(address -> assertThat(address).isNotEmpty().isBlank());
    assertThat(named).contains("http://collector:4317");
    assertThat(defaults(Map.of()).getConfigValue("quarkus.otel.traces.exporter").getValue())
        .as("fixed when a service is built: none could not be switched on")
        .isNull();
  }

  @Test
  void shouldDateLogsAndWriteJsonOnDemandOnly() throws IOException {
    // When
    SmallRyeConfig usual = defaults(Map.of());

    // Then
    assertThat(usual.getValue("quarkus.log.console.json.enabled", Boolean.class)).isFalse();
    assertThat(usual.getRawValue("quarkus.log.console.format")).startsWith("%d{yyyy-MM-dd HH:mm");
  }

  private static SmallRyeConfig defaults(Map<String, String> environment) throws IOException {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withSources(
            new PropertiesConfigSource(
                ObservabilityDefaultsTest.class
                    .getClassLoader()
                    .getResource("META-INF/microprofile-config.properties"),
                100))
        .withSources(new PropertiesConfigSource(environment, "environment", 300))
        .build();
  }
}
