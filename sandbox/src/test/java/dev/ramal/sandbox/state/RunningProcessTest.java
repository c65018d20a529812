package dev.ramal.sandbox.state;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunningProcessTest {
  @Test
  void shouldFindTheProcessItWasMadeOf() {
    // Given
    RunningProcess self = RunningProcess.of("self", ProcessHandle.current());

    // Then
    assertThat(self.find()).contains(ProcessHandle.current());
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
