package dev.ramal.carriers.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("a file that was erased elsewhere does not live on in the spool")
class FileSpoolTest {
  private FileSpool nearby;

  @TempDir Path folder;

  @BeforeEach
  void open() {
    nearby = new FileSpool(folder, Clock.systemUTC());
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
    Clock later = Clock.offset(Clock.systemUTC(), FileSpool.KEPT.plus(Duration.ofSeconds(1)));
    new FileSpool(folder, later).forgetOld();

    // Then
    assertThat(copy).doesNotExist();
  }
}
