package dev.ramal.carriers.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
    nearby = new FileSpool(folder, 10, Clock.systemUTC());
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
    new FileSpool(folder, 10, later).forgetOld();

    // Then
    assertThat(copy).doesNotExist();
  }

  @Test
  void shouldKeepWhatIsAboutToBeRead() throws IOException {
    // Given
    Path copy = Files.writeString(nearby.copyOf("aurora/2026/01/c/r.mp3"), "sound");
    Clock later = Clock.offset(Clock.systemUTC(), FileSpool.KEPT.plus(Duration.ofSeconds(1)));
    FileSpool afterwards = new FileSpool(folder, 10, later);

    // When
    boolean kept = afterwards.keep(copy);
    afterwards.forgetOld();

    // Then
    assertThat(kept).isTrue();
    assertThat(copy).exists();
    assertThat(nearby.keep(folder.resolve("copy_none"))).isFalse();
  }

  @Test
  void shouldMakeRoomForANewCopyByThoseThatWereNotReadForLongest() throws IOException {
    // Given
    Path oldest = copy("a", 300);
    Path older = copy("b", 200);
    Path arriving = Files.writeString(nearby.beside(oldest), "a large part of it");
    Path newest = copy("c", 0);

    // When
    nearby.makeRoom();

    // Then
    assertThat(oldest).doesNotExist();
    assertThat(older).exists();
    assertThat(newest).exists();
    assertThat(arriving).exists();
  }

  @Test
  void shouldSpareWhatWasAskedForJustNow() throws IOException {
    // Given
    List<Path> played = List.of(copy("a", 3), copy("b", 2), copy("c", 1));

    // When
    nearby.makeRoom();

    // Then
    assertThat(played).allMatch(Files::exists);
  }

  private Path copy(String name, int secondsAgo) throws IOException {
    Path copy = Files.writeString(nearby.copyOf("aurora/2026/01/c/" + name), "sound");
    Files.setLastModifiedTime(copy, FileTime.from(Instant.now().minusSeconds(secondsAgo)));
    return copy;
  }
}
