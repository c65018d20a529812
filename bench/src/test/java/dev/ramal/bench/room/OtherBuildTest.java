package dev.ramal.bench.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ramal.bench.frame.RunLog;
import dev.ramal.servers.processes.ServerFailure;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OtherBuildTest {
  private static final RunLog LOG = new RunLog(System.err);

  @Test
  void shouldTakeABuiltCheckoutAsItIs(@TempDir Path checkout) {
    // Then
    assertThat(OtherBuild.of(checkout.toString(), LOG)).isEqualTo(checkout);
  }

  @Test
  void shouldRefuseWhatIsNeitherAFolderNorACommit() {
    // Then
    assertThatThrownBy(() -> OtherBuild.of("no-such-version", LOG))
        .isInstanceOf(ServerFailure.class)
        .hasMessageContaining("no-such-version");
  }
}
