package dev.ramal.sandbox.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.state.SandboxFailure;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImagesOptionsTest {
  private static final Path USUAL = Path.of("/somewhere");

  @Test
  void shouldBuildAllOfThisVersionWhereNothingIsSaid() {
    // When
    ImagesOptions options = read("");

    // Then
    assertThat(options.services()).containsExactly(Service.values());
    assertThat(options.to()).isEqualTo(USUAL);
    assertThat(options.tag()).isEqualTo("0.1.0");
    assertThat(options.base()).isEmpty();
    assertThat(options.docker()).isFalse();
    assertThat(options.rehearse()).isTrue();
  }

  @Test
  void shouldTakeWhatIsNamed() {
    // When
    ImagesOptions options =
        read(
            "call-service --tag dev --to out call-service --docker --without-archive --base"
                + " debian@sha256:0");

    // Then
    assertThat(options.services()).containsExactly(Service.CALL_SERVICE);
    assertThat(options.to()).isEqualTo(Path.of("out").toAbsolutePath());
    assertThat(options.tag()).isEqualTo("dev");
    assertThat(options.base()).contains("debian@sha256:0");
    assertThat(options.docker()).isTrue();
    assertThat(options.rehearse()).isFalse();
    assertThat(read("--base some.tar").base())
        .contains("tar://" + Path.of("some.tar").toAbsolutePath());
  }

  @ParameterizedTest
  @ValueSource(strings = {"phone-service", "--to", "--to --docker", "--loud", "--base"})
  void shouldSayWhatItTakes(String arguments) {
    // Then
    assertThatThrownBy(() -> read(arguments))
        .isInstanceOf(SandboxFailure.class)
        .hasMessageContaining("takes");
  }

  private static ImagesOptions read(String arguments) {
    List<String> words = arguments.isEmpty() ? List.of() : List.of(arguments.split(" "));
    return ImagesOptions.of(words, USUAL, "0.1.0");
  }
}
