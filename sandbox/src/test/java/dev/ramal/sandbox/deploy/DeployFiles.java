package dev.ramal.sandbox.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.state.StateJson;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Files under the root as tests look at them. */
public final class DeployFiles {
  /** Required, without a default: {@code ${NAME:?…}}. */
  private static final Pattern REQUIRED = Pattern.compile("\\$\\{(RAMAL_[A-Z_]+):\\?");

  /** Without a default, as realm files have them: {@code ${NAME}}. */
  private static final Pattern SECRET = Pattern.compile("\\$\\{(RAMAL_[A-Z_]+)}");

  private DeployFiles() {}

  /** With anchors and merge keys resolved. */
  public static JsonNode yaml(String path) {
    Object content = new Yaml(new SafeConstructor(new LoaderOptions())).load(text(path));
    return StateJson.mapper().valueToTree(content);
  }

  /** Each document of a file; a key twice in one is refused. */
  public static List<JsonNode> documents(String path) {
    LoaderOptions strict = new LoaderOptions();
    strict.setAllowDuplicateKeys(false);
    List<JsonNode> documents = new ArrayList<>();
    for (Object content : new Yaml(new SafeConstructor(strict)).loadAll(text(path))) {
      if (content != null) {
        documents.add(StateJson.mapper().valueToTree(content));
      }
    }
    return documents;
  }

  public static String text(String path) {
    try {
      return Files.readString(Workspace.root().resolve(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Set<String> placeholders(String path) {
    return named(REQUIRED, path);
  }

  /** What a file asks for and has no default for, as realm files do. */
  public static Set<String> secrets(String path) {
    return named(SECRET, path);
  }

  private static Set<String> named(Pattern pattern, String path) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = pattern.matcher(text(path));
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  /** Environment of all containers whose name says that it is secret. */
  static Map<String, String> secretValues(JsonNode compose) {
    Map<String, String> secrets = new TreeMap<>();
    compose
        .path("services")
        .properties()
        .forEach(
            service ->
                service
                    .getValue()
                    .path("environment")
                    .properties()
                    .forEach(
                        entry -> {
                          if (entry.getKey().matches(".*(PASSWORD|SECRET|_KEYS_).*")
                              && !entry.getKey().endsWith("_ACTIVE")) {
                            secrets.put(
                                service.getKey() + " " + entry.getKey(), entry.getValue().asText());
                          }
                        }));
    return secrets;
  }
}
