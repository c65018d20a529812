package dev.ramal.sandbox.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.state.SandboxFailure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ./ramal chaos upgrade} and {@code restore} take. */
class DrillOptionsTest {
  @Test
  void shouldUpgradeFromTheVersionThatIsNamed() {
    // When
    UpgradeOptions options = UpgradeOptions.of(List.of("--seconds", "7", "--against", "main~3"));

    // Then
    assertThat(options.against()).contains("main~3");
    assertThat(options.pause()).isEqualTo(Duration.ofSeconds(7));
    assertThat(UpgradeOptions.of(List.of()).against()).isEmpty();
  }

  @Test
  void shouldLoseEachDatabaseOrTheOneThatIsNamed() {
    // When
    RestoreOptions all = RestoreOptions.of(List.of());
    RestoreOptions one = RestoreOptions.of(List.of("--service", "billing-service"));

    // Then
    assertThat(all.services()).hasSize(4).startsWith(Service.BILLING_SERVICE);
    assertThat(one.services()).containsExactly(Service.BILLING_SERVICE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--against", "--against --seconds", "--seconds", "--seconds x", "main"})
  void shouldRefuseWhatIsNoUpgrade(String words) {
    // Then
    assertThatThrownBy(() -> UpgradeOptions.of(List.of(words.split(" "))))
        .isInstanceOf(SandboxFailure.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--service", "--service webhook-gateway", "--service x", "all"})
  void shouldRefuseWhatIsNoDatabase(String words) {
    // Then
    assertThatThrownBy(() -> RestoreOptions.of(List.of(words.split(" "))))
        .isInstanceOf(SandboxFailure.class);
  }
}
