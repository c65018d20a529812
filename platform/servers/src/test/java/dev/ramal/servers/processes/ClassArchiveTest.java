package dev.ramal.servers.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {
  @TempDir Path folder;

  @Test
  void shouldAskForNothingThatIsNotThere() {
    assertThat(ClassArchive.options(folder.resolve("quarkus-run.jar"))).isEmpty();
  }

  @Test
  void shouldTakeClassesFromTheArchiveThatWasMade() throws IOException, InterruptedException {
    // Given
    Path jar = jar();

    // When
    ClassArchive.make(jar);

    // Then
    List<String> command = new ArrayList<>(List.of(JavaCommand.java()));
    command.addAll(ClassArchive.options(jar));
    command.addAll(List.of("-Xlog:class+load", "-jar", jar.toString()));
    assertThat(run(command)).contains(Small.class.getName() + " source: shared objects file (top)");
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

  @Test
  void shouldStartWithAnArchiveThatNobodyCanUse() throws IOException, InterruptedException {
    // Given
    Files.writeString(folder.resolve("app-cds.jsa"), "of another Java");
    List<String> command = new ArrayList<>(List.of(JavaCommand.java()));
    command.addAll(ClassArchive.options(folder.resolve("quarkus-run.jar")));
    command.add("-version");

    // When
    String said = run(command);

    // Then
    assertThat(said).contains("version");
    assertThat(command).hasSize(5);
  }
}
