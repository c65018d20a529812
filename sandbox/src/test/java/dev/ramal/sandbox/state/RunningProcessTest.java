package dev.ramal.sandbox.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class RunningProcessTest {
  @Test
  void shouldFindTheProcessItWasMadeOf() {
    // Given
    RunningProcess self = RunningProcess.of("self", ProcessHandle.current());

    // Then
    assertThat(self.find()).contains(ProcessHandle.current());
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldCountFromTheStartOfTheSystemSoThatASetClockChangesNothing() throws Exception {
    // When
    long ticks = RunningProcess.of("self", ProcessHandle.current()).startedAt();

    // Then
    String uptime = Files.readString(Path.of("/proc/uptime")).split(" ")[0];
    assertThat(ticks).isPositive().isLessThanOrEqualTo((long) (Double.parseDouble(uptime) * 100));
  }

  @Test
  void shouldNotTakeALaterProcessWithTheSameIdForItsOwn() {
    // Given
    RunningProcess self = RunningProcess.of("self", ProcessHandle.current());

    // When
    RunningProcess earlier = new RunningProcess("self", self.pid(), self.startedAt() - 10_000);

    // Then
    assertThat(earlier.find()).isEmpty();
  }
}
