package dev.ramal.sandbox.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import dev.ramal.sandbox.images.OciArchive.Entry;
import dev.ramal.sandbox.processes.Service;
import dev.ramal.sandbox.state.SandboxFailure;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of small files in place of Java and a service; a real one is run by {@code SandboxStories}. */
class BuildImageTest {
  private static final ImageName NAME = new ImageName(Service.CALL_SERVICE, "1.2.3");

  @TempDir Path folder;

  @Test
  @DisplayName("SBX-40 an image is a file of OCI's layout: nobody's rights, one command, no secret")
  void shouldWriteAnImageAsOciDescribesIt() throws IOException {
    // Given: what a rehearsal may leave beside the files of a service
    ServiceFiles files = files(folder.resolve("service"));
    Files.writeString(files.archiveFile(), "classes");
    FileTree.age(files.archiveFile());
    Files.createDirectories(files.folder().resolve("config"));
    Files.writeString(files.folder().resolve("config/application.properties"), "secret=1");

    // When
    Path file = folder.resolve("images").resolve(NAME.file());
    String digest = build(Optional.empty(), ImageFormat.OCI).of(files, NAME, file);

    // Then
    OciArchive image = OciArchive.open(file, folder.resolve("opened"));
    assertThat(image.layout().path("imageLayoutVersion").asText()).isEqualTo("1.0.0");
    assertThat(image.named().path("digest").asText()).isEqualTo(digest);
    assertThat(image.named().path("annotations").path("org.opencontainers.image.ref.name").asText())
        .isEqualTo("ramal/call-service:1.2.3");
    JsonNode config = image.config().path("config");
    assertThat(config.path("User").asText()).isEqualTo("1001:1001");
    assertThat(config.path("WorkingDir").asText()).isEqualTo("/app");
    assertThat(config.path("ExposedPorts").has("8080/tcp")).isTrue();
    assertThat(words(config.path("Entrypoint")))
        .startsWith("/opt/java/bin/java")
        .contains("-XX:SharedArchiveFile=app-cds.jsa")
        .endsWith("-jar", "quarkus-run.jar");
    assertThat(words(config.path("Env")))
        .contains("QUARKUS_LOG_CONSOLE_JSON_ENABLED=true", "QUARKUS_SHUTDOWN_DELAY=5S");
    Map<String, Entry> entries = image.entries();
    assertThat(entries)
        .containsKeys("app/quarkus-run.jar", "app/lib/main/a.jar", "app/app-cds.jsa", "bin/bash")
        .containsKeys("opt/java/bin/java", "etc/passwd", "etc/nsswitch.conf")
        .allSatisfy(
            (place, entry) -> {
              assertThat(entry.user()).as(place).isZero();
              assertThat(entry.seconds()).as(place).isEqualTo(1);
              assertThat(entry.mode() & 04).as("read by everybody: " + place).isNotZero();
              assertThat(entry.mode() & 02)
                  .as("written by nobody: " + place)
                  .isEqualTo(place.equals("tmp") ? 02 : 0);
            });
    assertThat(entries.keySet()).noneMatch(place -> place.contains("config"));
    assertThat(entries.get("opt/java/bin/java").mode()).isEqualTo(0755);
    assertThat(entries.get("app/quarkus-run.jar").mode()).isEqualTo(0644);
  }

  @Test
  @DisplayName("SBX-40 the same files make the same image, wherever and whenever it is built")
  void shouldMakeTheSameOfTheSame() throws IOException {
    // Given
    ServiceFiles files = files(folder.resolve("one"));
    ServiceFiles again = files(folder.resolve("two"));

    // When
    String first =
        build(Optional.empty(), ImageFormat.OCI).of(files, NAME, folder.resolve("one.tar"));
    String second =
        build(Optional.empty(), ImageFormat.OCI).of(again, NAME, folder.resolve("two.tar"));
    Files.writeString(again.folder().resolve("app/app.jar"), "changed");
    FileTree.age(again.folder().resolve("app/app.jar"));
    String changed =
        build(Optional.empty(), ImageFormat.OCI).of(again, NAME, folder.resolve("three.tar"));

    // Then
    assertThat(second).isEqualTo(first);
    assertThat(Files.mismatch(folder.resolve("one.tar"), folder.resolve("two.tar"))).isEqualTo(-1);
    assertThat(changed).isNotEqualTo(first);
    OciArchive before = OciArchive.open(folder.resolve("one.tar"), folder.resolve("opened"));
    OciArchive after = OciArchive.open(folder.resolve("three.tar"), folder.resolve("opened3"));
    assertThat(after.layers()).hasSize(6);
    assertThat(after.layers())
        .as("all but the layer of the service")
        .filteredOn(before.layers()::contains)
        .hasSize(5);
  }

  @Test
  @DisplayName("SBX-40 an image stands upon another one, out of its file, and brings its own Java")
  void shouldStandUponAnotherImage() throws IOException {
    // Given: any image as docker save writes it
    Path base = folder.resolve("base.tar");
    ServiceFiles below = files(folder.resolve("below"), "of another image");
    build(Optional.empty(), ImageFormat.Docker).of(below, NAME, base);

    // When
    Path file = folder.resolve("upon.tar");
    build(Optional.of("tar://" + base), ImageFormat.OCI)
        .of(files(folder.resolve("upon")), NAME, file);

    // Then
    OciArchive image = OciArchive.open(file, folder.resolve("opened"));
    assertThat(image.layers()).as("six of the base, five of its own").hasSize(11);
    assertThat(image.entries()).containsKeys("bin/bash", "opt/java/bin/java");
    assertThat(words(image.config().at("/config/Entrypoint"))).startsWith("/opt/java/bin/java");
    assertThatThrownBy(
            () ->
                build(Optional.of("tar://" + folder.resolve("none.tar")), ImageFormat.OCI)
                    .of(below, NAME, folder.resolve("never.tar")))
        .isInstanceOf(SandboxFailure.class)
        .hasMessageContaining("none.tar");
  }

  @Test
  @DisplayName("SBX-40 a service that is not packaged, and a tag that is none, are told")
  void shouldSayWhatIsMissing() {
    // Then
    assertThatThrownBy(
            () ->
                ServiceFiles.of(
                    Service.CALL_SERVICE, folder.resolve("nothing"), folder.resolve("to")))
        .isInstanceOf(SandboxFailure.class)
        .hasMessageContaining("call-service is not packaged whole");
    assertThatThrownBy(() -> new ImageName(Service.CALL_SERVICE, "a/b"))
        .isInstanceOf(SandboxFailure.class)
        .hasMessageContaining("no tag");
    assertThat(ImageName.version(Workspace.root())).matches("\\d+\\.\\d+\\.\\d+");
  }

  @Test
  @DisplayName("SBX-40 what a program loads of this machine is read as its loader says it")
  void shouldReadWhatTheLoaderFinds() {
    // When
    SharedLibraries read =
        SharedLibraries.read(
            "\tlinux-vdso.so.1 (0x00007ffd)\n"
                + "\tlibz.so.1 => /lib/x86_64-linux-gnu/libz.so.1 (0x00007f10)\n"
                + "\tlibX11.so.6 => not found\n"
                + "\t/lib64/ld-linux-x86-64.so.2 (0x00007f20)\n");

    // Then
    assertThat(read.found())
        .containsExactlyInAnyOrder(
            Path.of("/lib/x86_64-linux-gnu/libz.so.1"), Path.of("/lib64/ld-linux-x86-64.so.2"));
    assertThat(read.missing()).containsExactly("libX11.so.6");
  }

  private BuildImage build(Optional<String> base, ImageFormat format) throws IOException {
    Path java = Files.createDirectories(folder.resolve("java/bin")).resolve("java");
    Files.writeString(java, "not Java, upon " + base.orElse("nothing"));
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    JavaRuntime runtime = new JavaRuntime(folder.resolve("java"), Set.of(), List.of());
    return BuildImage.begin(runtime, base, format, folder.resolve("work"));
  }

  private ServiceFiles files(Path target) throws IOException {
    return files(target, "of a service");
  }

  private ServiceFiles files(Path target, String content) throws IOException {
    Path packaged = folder.resolve("packaged");
    for (String file :
        List.of("lib/main/a.jar", "lib/boot/b.jar", "quarkus/q.dat", "app/app.jar")) {
      Files.createDirectories(packaged.resolve(file).getParent());
      Files.writeString(packaged.resolve(file), file + content);
    }
    Files.writeString(packaged.resolve("quarkus-run.jar"), content);
    return ServiceFiles.of(Service.CALL_SERVICE, packaged, target);
  }

  private static List<String> words(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }
}
