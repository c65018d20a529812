package dev.ramal.calls.recordings.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.testkit.MovableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("CALL-55 an erased recording is gone here and at the carrier, and stays gone")
class RecordingSpoolTest {
  private final MovableClock clock = new MovableClock();
  private RecordingSpool nearby;

  @TempDir Path folder;

  @BeforeEach
  void open() {
    nearby = new RecordingSpool(folder, clock);
  }

  @Test
  void shouldForgetAtTheStartWhatADeadProcessLeftBehind() throws IOException {
    // Given
    Path copy = Files.writeString(nearby.copyOf("aurora/2026/01/c/r.mp3"), "sound");
    Path arriving = nearby.newFile();

    // When
    nearby.start(null);

    // Then
    assertThat(copy).doesNotExist();
    assertThat(arriving).doesNotExist();
  }

  @Test
  void shouldForgetByAgeWhatWasErasedElsewhere() throws IOException {
    // Given
    Path copy = Files.writeString(nearby.copyOf("aurora/2026/01/c/r.mp3"), "sound");
    nearby.forgetOld();
    assertThat(copy).exists();

    // When
    clock.advance(RecordingSpool.KEPT.plus(Duration.ofSeconds(1)));
    nearby.forgetOld();

    // Then
    assertThat(copy).doesNotExist();
  }
}
