package dev.ramal.kit.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

  /** A feature's settings with a default. */
  @ConfigMapping(prefix = "ramal.letters")
  interface Letters {
    @WithDefault("5")
    int most();
  }

  @Test
  void shouldShowOurSettingsSortedAndWithTheirDefaults() {
    // Given
    SmallRyeConfig config =
        config(
            Map.of("ramal.service", "post", "quarkus.http.port", "1", "ramal.a.url", "http://x/"));

    // When
    String shown = Settings.of(config);

    // Then
    assertThat(shown.lines())
        .containsExactly("ramal.a.url=http://x/", "ramal.letters.most=5", "ramal.service=post");
  }

  @Test
  void shouldShowNoSecrets() {
    // Given
    SmallRyeConfig config =
        config(
            Map.of(
                "ramal.secrets.keys.k1", "s3cr3t",
                "ramal.crm.client-secret", "s3cr3t",
                "ramal.mail.Password", "s3cr3t",
                "ramal.slack.token", "s3cr3t",
                "ramal.store.access-key", "s3cr3t",
                "ramal.store.url", "https://ana:s3cr3t@store/bucket"));

    // When
    String shown = Settings.of(config);

    // Then
    assertThat(shown)
        .doesNotContain("s3cr3t")
        .contains("ramal.slack.token=***", "ramal.store.url=https://***@store/bucket");
  }

  private static SmallRyeConfig config(Map<String, String> given) {
    return new SmallRyeConfigBuilder()
        .withMapping(Letters.class)
        .withSources(new PropertiesConfigSource(given, "test", 500))
        .build();
  }
}
