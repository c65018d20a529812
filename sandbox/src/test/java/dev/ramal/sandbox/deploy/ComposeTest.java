package dev.ramal.sandbox.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.ramal.sandbox.running.Service;
import dev.ramal.sandbox.state.StateJson;
import dev.ramal.testkit.servers.RealmFile;
import dev.ramal.testkit.servers.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ComposeTest {
  private final JsonNode compose = DeployFiles.yaml("docker-compose.yml");

  @Test
  void shouldFollowTheComposeSchema() throws IOException {
    // Given
    JsonSchema schema = composeSchema();

    // When
    Set<ValidationMessage> problems = schema.validate(compose);

    // Then
    assertThat(problems).isEmpty();
    assertThat(schema.validate(withUnknownKey())).isNotEmpty();
  }

  @Test
  void shouldRunEveryServiceOfTheSandbox() {
    // Then
    for (Service service : Service.values()) {
      JsonNode container = compose.at("/services/" + service.id());
      assertThat(container.at("/build/context").asText()).isEqualTo(service.id());
      assertThat(container.at("/environment/QUARKUS_OIDC_CLIENT_CLIENT_ID").asText())
          .isEqualTo(service.id());
      service
          .database()
          .ifPresent(
              database ->
                  assertThat(container.at("/environment/QUARKUS_DATASOURCE_USERNAME").asText())
                      .isEqualTo(database + "_app"));
    }
  }

  @Test
  void shouldDependOnlyOnContainersThatAreThere() {
    // When
    List<String> needed = new ArrayList<>();
    compose
        .path("services")
        .forEach(service -> service.path("depends_on").fieldNames().forEachRemaining(needed::add));

    // Then
    assertThat(needed).isNotEmpty().allMatch(name -> compose.path("services").has(name));
  }

  @Test
  void shouldMountOnlyFilesThatAreThere() {
    // When
    List<String> mounted =
        StreamSupport.stream(compose.path("services").spliterator(), false)
            .flatMap(service -> StreamSupport.stream(service.path("volumes").spliterator(), false))
            .map(volume -> volume.asText().split(":")[0])
            .filter(source -> source.startsWith("./"))
            .toList();

    // Then
    assertThat(mounted)
        .isNotEmpty()
        .allMatch(source -> Files.exists(Workspace.root().resolve(source)));
  }

  @Test
  void shouldHoldNoSecretOfItsOwn() {
    // When
    Map<String, String> secrets = DeployFiles.secretValues(compose);

    // Then
    assertThat(secrets).isNotEmpty();
    assertThat(secrets.values()).allMatch(value -> value.startsWith("${RAMAL_"));
  }

  @Test
  void shouldGenerateASecretForEveryPlaceholder() throws Exception {
    // When
    Process script =
        new ProcessBuilder(Workspace.root().resolve("deploy/secrets.sh").toString()).start();
    List<String> names =
        Arrays.stream(new String(script.getInputStream().readAllBytes()).split("\n"))
            .map(line -> line.split("=")[0])
            .toList();

    // Then
    assertThat(names).containsAll(RealmFile.secrets(Map.of()).keySet());
    assertThat(names).containsAll(DeployFiles.placeholders("docker-compose.yml"));
  }

  /** As strict as the Compose Specification is, for the part of it that the file uses. */
  private static JsonSchema composeSchema() throws IOException {
    try (InputStream in = ComposeTest.class.getResourceAsStream("/compose.schema.json")) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(StateJson.mapper().readTree(in));
    }
  }

  private JsonNode withUnknownKey() {
    JsonNode copy = compose.deepCopy();
    ((ObjectNode) copy.at("/services/kafka")).put("imgae", "x");
    return copy;
  }
}
