package dev.ramal.sandbox.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ramal.sandbox.deploy.DeployFiles;
import dev.ramal.sandbox.state.StateJson;
import dev.ramal.servers.processes.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What {@code kustomize build} makes of a folder, for the part of kustomize that deploy/kubernetes
 * uses. Whatever else a file asks for is refused, and so is a patch that changes nothing: nobody
 * shall believe that it was done.
 */
final class Kustomization {
  private static final Set<String> UNDERSTOOD =
      Set.of(
          "apiVersion",
          "kind",
          "namespace",
          "resources",
          "configMapGenerator",
          "patches",
          "images");

  /** Kinds that lie in no namespace. */
  private static final Set<String> OF_THE_CLUSTER = Set.of("Namespace");

  private final Path folder;
  private final JsonNode file;
  private final List<ObjectNode> resources = new ArrayList<>();

  private Kustomization(Path folder) {
    this.folder = folder;
    this.file = only(folder.resolve("kustomization.yaml"));
  }

  /**
   * @param folder below the root
   */
  static Manifests render(String folder) {
    return new Manifests(new Kustomization(Workspace.root().resolve(folder)).build());
  }

  private List<ObjectNode> build() {
    file.fieldNames()
        .forEachRemaining(name -> check(UNDERSTOOD.contains(name), "does not know " + name));
    file.path("resources").forEach(entry -> add(folder.resolve(entry.asText()).normalize()));
    file.path("configMapGenerator").forEach(this::generate);
    file.path("patches").forEach(this::patch);
    if (file.has("namespace")) {
      String namespace = file.path("namespace").asText();
      resources.stream()
          .filter(resource -> !OF_THE_CLUSTER.contains(Manifests.kind(resource)))
          .forEach(resource -> resource.withObject("/metadata").put("namespace", namespace));
    }
    file.path("images").forEach(this::rename);
    Set<String> ids = new HashSet<>();
    resources.forEach(one -> check(ids.add(Manifests.id(one)), "twice: " + Manifests.id(one)));
    return resources;
  }

  private void add(Path path) {
    if (Files.isDirectory(path)) {
      resources.addAll(new Kustomization(path).build());
    } else {
      check(path.startsWith(folder), "files lie below the folder: " + path);
      documents(path).forEach(document -> resources.add((ObjectNode) document));
    }
  }

  private void generate(JsonNode entry) {
    check(
        entry.at("/options/disableNameSuffixHash").asBoolean(),
        "config maps have no suffix here: whoever refers to one would have to be changed");
    ObjectNode map = StateJson.mapper().createObjectNode();
    map.put("apiVersion", "v1").put("kind", "ConfigMap");
    map.withObject("/metadata").put("name", entry.path("name").asText());
    ObjectNode data = map.withObject("/data");
    entry
        .path("files")
        .forEach(
            name ->
                data.put(name.asText(), DeployFiles.text(below(folder.resolve(name.asText())))));
    resources.add(map);
  }

  private void patch(JsonNode entry) {
    JsonNode patch = only(folder.resolve(entry.path("path").asText()));
    List<ObjectNode> targets =
        entry.has("target")
            ? resources.stream()
                .filter(resource -> PatchTarget.matches(entry.path("target"), resource))
                .toList()
            : resources.stream()
                .filter(resource -> Manifests.id(resource).equals(Manifests.id(patch)))
                .toList();
    check(!targets.isEmpty(), "nothing to patch by " + entry);
    targets.forEach(
        target -> {
          if (patch.isArray()) {
            JsonPatch.apply(target, patch);
          } else {
            StrategicMerge.apply(target, (ObjectNode) patch);
          }
        });
  }

  private void rename(JsonNode image) {
    int renamed = 0;
    for (ObjectNode resource : resources) {
      for (JsonNode container : resource.at("/spec/template/spec/containers")) {
        String[] parts = container.path("image").asText().split(":");
        if (parts[0].equals(image.path("name").asText())) {
          String name = image.path("newName").asText(parts[0]);
          ((ObjectNode) container).put("image", name + ":" + image.path("newTag").asText());
          renamed++;
        }
      }
    }
    check(renamed > 0, "no image " + image);
  }

  private static JsonNode only(Path path) {
    List<JsonNode> documents = documents(path);
    if (documents.size() != 1) {
      throw new IllegalArgumentException(path + " holds another number of documents than one");
    }
    return documents.get(0);
  }

  private static List<JsonNode> documents(Path path) {
    return DeployFiles.documents(below(path));
  }

  private static String below(Path path) {
    return Workspace.root().relativize(path.normalize()).toString();
  }

  private void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(folder + ": " + otherwise);
    }
  }

  /** For comparing: lists whose order means nothing are sorted by what names their elements. */
  static Map<String, JsonNode> comparable(List<ObjectNode> resources) {
    Map<String, JsonNode> comparable = new TreeMap<>();
    resources.forEach(one -> comparable.put(Manifests.id(one), StrategicMerge.sorted(one)));
    return comparable;
  }
}
