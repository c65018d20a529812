package dev.ramal.bench.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.servers.processes.ServerFailure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchOptionsTest {
  @Test
  void shouldReadWhatIsGivenAndKeepTheUsualElse() {
    // When
    BenchOptions options =
        BenchOptions.parse(
            List.of(
                "--seconds",
                "4",
                "--express",
                "--json",
                "--replicas",
                "1,2,4",
                "--against",
                "/tmp/other"));

    // Then
    assertThat(options.seconds()).isEqualTo(Duration.ofSeconds(4));
    assertThat(options.json()).isTrue();
    assertThat(options.express()).isTrue();
    assertThat(options.replicas()).containsExactly(1, 2, 4);
    assertThat(options.against()).contains("/tmp/other");
    assertThat(options.rounds()).isEqualTo(3);
    assertThat(options.records()).isEmpty();
  }

  @Test
  void shouldSayWhatItDoesNotUnderstand() {
    // Then
    assertThatThrownBy(() -> BenchOptions.parse(List.of("--second", "4")))
        .isInstanceOf(ServerFailure.class)
        .hasMessageContaining("--second is no option")
        .hasMessageContaining("--seconds N");
    assertThatThrownBy(() -> BenchOptions.parse(List.of("--rounds", "none")))
        .isInstanceOf(ServerFailure.class)
        .hasMessageContaining("--rounds takes a number");
    assertThatThrownBy(() -> BenchOptions.parse(List.of("--records")))
        .isInstanceOf(ServerFailure.class)
        .hasMessageContaining("has no value");
  }
}
