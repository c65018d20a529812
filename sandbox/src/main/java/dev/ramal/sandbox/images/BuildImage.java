package dev.ramal.sandbox.images;

import com.google.cloud.tools.jib.api.CacheDirectoryCreationException;
import com.google.cloud.tools.jib.api.Containerizer;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainer;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryException;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import dev.ramal.sandbox.state.SandboxFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/**
 * Writes the image of a service as one file, without a daemon. From what changes seldom to what
 * changes always: what lies below, Java, libraries, the service, its archive of classes.
 *
 * @param base the image below Java, as Jib names it: {@code tar://FILE}, a registry's name with its
 *     digest; empty for the libraries of this machine
 * @param format OCI, or what {@code docker load} of any age reads
 * @param work for bases, which are kept from one build to the next, and for layers of this one
 */
public record BuildImage(
    JavaRuntime runtime, Optional<String> base, ImageFormat format, Path work) {
  static final String JAVA = "/opt/java";
  static final String APP = "/app";
  static final int PORT = 8080;
  private static final String LAYERS = "layers";

  /**
   * For the images of one run, which share what is the same in them. Layers of an earlier one are
   * forgotten: Jib tells files by their names and times, and ours all have one time.
   *
   * @param base as {@link #base}
   */
  public static BuildImage begin(
      JavaRuntime runtime, Optional<String> base, ImageFormat format, Path work) {
    FileTree.delete(work.resolve(LAYERS));
    return new BuildImage(runtime, base, format, work);
  }

  /**
   * @param file is written anew
   * @return the digest of the image
   */
  public String of(ServiceFiles files, ImageName name, Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      JibContainer image =
          plan(files, name)
              .containerize(
                  Containerizer.to(TarImage.at(file).named(name.toString()))
                      .setToolName("ramal")
                      .setBaseImageLayersCache(work.resolve("bases"))
                      .setApplicationLayersCache(work.resolve(LAYERS)));
      return image.getDigest().toString();
    } catch (InvalidImageReferenceException e) {
      throw new SandboxFailure(base.orElse(name.toString()) + " is no name of an image.", e);
    } catch (IOException
        | RegistryException
        | CacheDirectoryCreationException
        | ExecutionException e) {
      throw new SandboxFailure("The image " + name + " cannot be built: " + told(e) + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SandboxFailure("Interrupted while " + name + " was built.", e);
    }
  }

  private JibContainerBuilder plan(ServiceFiles files, ImageName name)
      throws InvalidImageReferenceException, IOException {
    JibContainerBuilder image = base.isPresent() ? Jib.from(base.get()) : Jib.fromScratch();
    return image
        .setFormat(format)
        .setPlatforms(Set.of(new Platform(architecture(), "linux")))
        .setFileEntriesLayers(layers(files))
        .setUser(BaseLayers.USER + ":" + BaseLayers.USER)
        .setWorkingDirectory(AbsoluteUnixPath.get(APP))
        .setExposedPorts(Port.tcp(PORT))
        .setEnvironment(environment())
        .setLabels(
            Map.of(
                "org.opencontainers.image.title", files.service().id(),
                "org.opencontainers.image.version", name.tag()))
        .setEntrypoint(ServiceFiles.command(JAVA + "/bin/java", options(files)));
  }

  private static List<String> options(ServiceFiles files) {
    List<String> options = new ArrayList<>(List.of("-XX:MaxRAMPercentage=70"));
    files
        .archive()
        .ifPresent(
            archive ->
                options.addAll(
                    List.of("-XX:SharedArchiveFile=" + archive.getFileName(), "-Xlog:cds*=off")));
    return options;
  }

  /** Settings that hold wherever a container runs, and that it may be given anew. */
  private static Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PATH", JAVA + "/bin:/usr/local/bin:/usr/bin:/bin");
    environment.put("JAVA_HOME", JAVA);
    environment.put("LANG", "C.UTF-8");
    // One JSON object a line, for whoever collects the output of containers.
    environment.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true");
    // After SIGTERM: not ready, and answering still, until nobody sends any more.
    environment.put("QUARKUS_SHUTDOWN_DELAY", "5S");
    return environment;
  }

  private List<FileEntriesLayer> layers(ServiceFiles files) throws IOException {
    List<FileEntriesLayer> layers = new ArrayList<>();
    if (base.isEmpty()) {
      layers.add(BaseLayers.of(runtime, work.resolve("base")));
    }
    layers.add(layer("java", runtime.folder(), JAVA));
    for (String part : ServiceFiles.PARTS) {
      layers.add(layer(part, files.folder().resolve(part), APP + "/" + part));
    }
    if (files.archive().isPresent()) {
      Path archive = files.archive().get();
      layers.add(layer("classes", archive, APP + "/" + archive.getFileName()));
    }
    return layers;
  }

  private static FileEntriesLayer layer(String name, Path source, String place) throws IOException {
    return FileEntriesLayer.builder()
        .setName(name)
        .addEntryRecursive(
            source,
            AbsoluteUnixPath.get(place),
            (file, inImage) ->
                FilePermissions.fromOctalString(
                    Files.isDirectory(file) || Files.isExecutable(file) ? "755" : "644"))
        .build();
  }

  /** Images of another processor's Java or archive would not run. */
  private static String architecture() {
    String named = System.getProperty("os.arch");
    return switch (named) {
      case "amd64", "x86_64" -> "amd64";
      case "aarch64" -> "arm64";
      default -> named;
    };
  }

  private static String told(Exception e) {
    Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
