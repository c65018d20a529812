package dev.ramal.bench.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProcessMemoryTest {
  @Test
  void shouldSeeWhatIsAliveAndWhatTheSystemGives() {
    // Given
    ProcessMemory before = ProcessMemory.of(ProcessHandle.current().pid());
    byte[] held = new byte[20_000_000];
    Arrays.fill(held, (byte) 1);

    // When
    ProcessMemory after = ProcessMemory.of(ProcessHandle.current().pid());

    // Then
    assertThat(after.heap() - before.heap()).isBetween(15.0, 30.0);
    assertThat(after.resident()).isGreaterThan(after.heap());
    assertThat(held[1]).isEqualTo((byte) 1);
  }
}
