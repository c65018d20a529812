package dev.ramal.servers.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
  @TempDir Path folder;

  @AfterEach
  void makeNoMore() {
    System.clearProperty("ramal.class-archives");
  }

  @Test
  void shouldAskForNothingThatIsNotThere() {
    assertThat(ClassArchive.ofService(folder.resolve("quarkus-run.jar"))).isEmpty();
  }

  @Test
  void shouldTakeClassesFromTheArchiveThatWasMade() throws Exception {
    // Given
    Path jar = jar();

    // When
    make(jar);

    // Then
    assertThat(run(start(jar, "-Xlog:class+load")))
        .contains(Small.class.getName() + " source: shared objects file (top)")
        .doesNotContain("[cds]");
  }

  @Test
  void shouldStartWithAnArchiveThatNobodyCanUse() throws Exception {
    // Given
    Path jar = jar();
    Files.writeString(folder.resolve("app-cds.jsa"), "of another Java");

    // Then
    assertThat(start(jar)).hasSize(4);
    run(start(jar));
  }

  @Test
  void shouldStartWithAnArchiveOfAnotherBuild() throws Exception {
    // Given
    Path jar = jar();
    make(jar);

    // When
    Files.setLastModifiedTime(jar, FileTime.from(Instant.parse("2026-11-29T12:00:00Z")));

    // Then
    assertThat(run(start(jar, "-Xlog:class+load")))
        .contains("[cds")
        .doesNotContain("shared objects file (top)");
  }

  @Test
  void shouldKeepNoArchiveOfAProcessThatWasKilled() throws Exception {
    // Given
    Path jar = jar();
    ClassArchive.makeThem();
    List<String> command = start(jar);
    Files.writeString(folder.resolve("app-cds.jsa.unfinished"), "half of one");

    // When
    ClassArchive.keepOf(command, 137);

    // Then
    assertThat(folder.resolve("app-cds.jsa")).doesNotExist();
  }

  @Test
  void shouldTellThoseThatAreStartedToIgnoreArchivesToo() throws IOException {
    // Given
    Files.writeString(folder.resolve("app-cds.jsa"), "of a rehearsal");
    List<String> options = new ArrayList<>();

    // When
    ClassArchive.without(
        () -> options.addAll(ClassArchive.ofService(folder.resolve("quarkus-run.jar"))));

    // Then
    assertThat(options).containsExactly("-Dramal.class-archives=ignore");
    assertThat(System.getProperty("ramal.class-archives")).isNull();
  }

  private void make(Path jar) {
    ClassArchive.makeThem();
    ChildProcess small =
        ChildProcess.start("small", start(jar), folder, Map.of(), folder.resolve("small.log"));
    assertThat(small.awaitEnd(Duration.ofSeconds(60))).isZero();
    assertThat(folder.resolve("app-cds.jsa")).doesNotExist();
    small.stop(Duration.ZERO);
    makeNoMore();
  }

  private static List<String> start(Path jar, String... further) {
    List<String> command = new ArrayList<>(List.of(JavaCommand.java()));
    command.addAll(ClassArchive.ofService(jar));
    command.addAll(List.of(further));
    command.addAll(List.of("-jar", jar.toString()));
    return command;
  }

  private Path jar() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Small.class.getName());
    String entry = Small.class.getName().replace('.', '/') + ".class";
    Path jar = folder.resolve("small.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        InputStream compiled = Small.class.getClassLoader().getResourceAsStream(entry)) {
      out.putNextEntry(new ZipEntry(entry));
      compiled.transferTo(out);
    }
    return jar;
  }

  private static String run(List<String> command) throws IOException, InterruptedException {
    Process java = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(java.waitFor()).as(said).isZero();
    return said;
  }

  /** A program that ends at once. */
  public static final class Small {
    private Small() {}

    /** Does nothing. */
    public static void main(String[] arguments) {}
  }
}
