package dev.ramal.sandbox.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramal.sandbox.state.StateJson;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Kubernetes' command line, which has kustomize in it; where it is on this machine. */
public final class Kubectl {
  /** Before, its kustomize was of the year 2019. */
  private static final int FIRST_MINOR = 27;

  private Kubectl() {}

  public static boolean isHere() throws IOException, InterruptedException {
    boolean here = find().isPresent() && minor() >= FIRST_MINOR;
    if (!here) {
      System.err.println(
          "SKIPPED: there is no kubectl 1."
              + FIRST_MINOR
              + " or newer (RAMAL_KUBECTL, or on the path), so what kustomize makes of"
              + " deploy/kubernetes was not compared.");
    }
    return here;
  }

  static List<ObjectNode> kustomize(String folder) throws IOException, InterruptedException {
    String rendered = run("kustomize", Workspace.root().resolve(folder).toString());
    List<ObjectNode> resources = new ArrayList<>();
    for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(rendered)) {
      JsonNode resource = StateJson.mapper().valueToTree(document);
      resources.add((ObjectNode) resource);
    }
    return resources;
  }

  private static int minor() throws IOException, InterruptedException {
    String version = run("version", "--client", "-o", "json");
    String minor = StateJson.mapper().readTree(version).at("/clientVersion/minor").asText("0");
    return Integer.parseInt("0" + minor.replaceAll("[^0-9]", ""));
  }

  private static Optional<Path> find() {
    String given = System.getenv("RAMAL_KUBECTL");
    return given != null && !given.isBlank()
        ? Optional.of(Path.of(given))
        : Stream.of(System.getenv("PATH").split(":"))
            .map(folder -> Path.of(folder, "kubectl"))
            .filter(Files::isExecutable)
            .findFirst();
  }

  private static String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(find().orElseThrow().toString()));
    command.addAll(List.of(arguments));
    Path said = Files.createTempFile("kubectl", ".txt");
    Path complained = Files.createTempFile("kubectl", ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(said.toFile())
            .redirectError(complained.toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("kubectl does not end");
    }
    String text = Files.readString(said);
    String complaint = Files.readString(complained);
    Files.delete(said);
    Files.delete(complained);
    if (process.exitValue() != 0) {
      throw new IllegalStateException("kubectl: " + complaint);
    }
    return text;
  }
}
