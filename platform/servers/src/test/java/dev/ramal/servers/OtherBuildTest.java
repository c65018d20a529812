package dev.ramal.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.servers.processes.OtherBuild;
import dev.ramal.servers.processes.ServerFailure;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherBuildTest {
  @Test
  void shouldTakeABuiltCheckoutAsItIs(@TempDir Path checkout) {
    // Then
    assertThat(OtherBuild.of(checkout.toString(), System.err::println)).isEqualTo(checkout);
  }

  @Test
  void shouldRefuseWhatIsNeitherAFolderNorACommit() {
    // Then
    assertThatThrownBy(() -> OtherBuild.of("no-such-version", System.err::println))
        .isInstanceOf(ServerFailure.class)
        .hasMessageContaining("no-such-version");
  }
}
