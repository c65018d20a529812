package dev.ramal.sandbox.deploy.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ramal.sandbox.state.StateJson;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Which secrets manifests refer to, and who makes them. */
final class SecretNames {
  private static final Set<String> REFERENCES =
      Set.of(
          "secretKeyRef",
          "secret",
          "usernameSecret",
          "passwordSecret",
          "accessKeyId",
          "secretAccessKey");

  private SecretNames() {}

  /** Secret → the keys that are asked for. */
  static Map<String, Set<String>> named(Manifests manifests) {
    Map<String, Set<String>> named = new TreeMap<>();
    for (JsonNode resource : manifests.all()) {
      resource.path("spec").properties().stream()
          .filter(entry -> !entry.getKey().equals("realm"))
          .forEach(entry -> collect(entry.getKey(), entry.getValue(), named));
    }
    return named;
  }

  /** What Strimzi and CloudNativePG put there by themselves. */
  static Set<String> ofOperators(Manifests manifests) {
    Set<String> names = new TreeSet<>(manifests.names("KafkaUser"));
    manifests.names("Kafka").forEach(cluster -> names.add(cluster + "-cluster-ca-cert"));
    manifests.names("Cluster").forEach(cluster -> names.add(cluster + "-ca"));
    return names;
  }

  /** Secret → keys, as {@code secrets.sh} prints them where both stores have told theirs. */
  static Map<String, Set<String>> printed() throws IOException, InterruptedException {
    ProcessBuilder script =
        new ProcessBuilder(Workspace.root().resolve("deploy/kubernetes/secrets.sh").toString());
    for (String store : new String[] {"STORAGE", "BACKUPS"}) {
      script.environment().put("RAMAL_" + store + "_ACCESS_KEY", "AKIA1");
      script.environment().put("RAMAL_" + store + "_SECRET_KEY", "a+b/c=");
    }
    Process process = script.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException("secrets.sh ended with " + process.exitValue());
    }
    Map<String, Set<String>> printed = new TreeMap<>();
    for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(said)) {
      JsonNode secret = StateJson.mapper().valueToTree(document);
      Set<String> keys = new TreeSet<>();
      secret.path("stringData").fieldNames().forEachRemaining(keys::add);
      printed.put(Manifests.name(secret), keys);
    }
    return printed;
  }

  private static void collect(String field, JsonNode node, Map<String, Set<String>> named) {
    if (field.equals("secretName") || (field.equals("secret") && node.isTextual())) {
      named.computeIfAbsent(node.asText(), name -> new TreeSet<>());
    } else if (REFERENCES.contains(field) && node.has("name")) {
      Set<String> keys = named.computeIfAbsent(node.path("name").asText(), name -> new TreeSet<>());
      keys.addAll(
          node.has("key") ? Set.of(node.path("key").asText()) : Set.of("username", "password"));
    } else if (field.equals("secretTargetRef")) {
      node.forEach(
          one ->
              named
                  .computeIfAbsent(one.path("name").asText(), name -> new TreeSet<>())
                  .add(one.path("key").asText()));
    } else if (node.isArray()) {
      node.forEach(element -> collect("", element, named));
    } else {
      node.properties().forEach(entry -> collect(entry.getKey(), entry.getValue(), named));
    }
  }
}
