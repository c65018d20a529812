package dev.ramal.sandbox.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.sandbox.processes.Service;
import dev.ramal.servers.processes.Workspace;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WatchedGroupsTest {
  @Test
  @DisplayName("SBX-31 one service watches the consumer groups of all, and nobody else's")
  void shouldWatchTheGroupsOfAllServices() throws IOException {
    // Given
    Set<String> groups = new TreeSet<>();
    Set<String> watching = new TreeSet<>();
    for (Service service : Service.values()) {
      Properties settings = settings(service);
      String name = settings.getProperty("ramal.service");
      groups.add(name);
      groups.add(name + "-retries");
      settings.stringPropertyNames().stream()
          .filter(key -> key.endsWith(".group.id"))
          .forEach(key -> groups.add(settings.getProperty(key)));
      if (settings.containsKey("ramal.lag.groups")) {
        watching.add(service.id());
      }
    }

    // When
    Predicate<String> watched =
        Pattern.compile(settings(Service.MESSAGING_SERVICE).getProperty("ramal.lag.groups"))
            .asMatchPredicate();

    // Then
    assertThat(watching).containsExactly(Service.MESSAGING_SERVICE.id());
    assertThat(groups).hasSizeGreaterThan(10).allMatch(watched);
    assertThat(watched)
        .rejects("kit-test", "call-services", "of-call-service", "console-consumer-1");
  }

  private static Properties settings(Service service) throws IOException {
    Properties settings = new Properties();
    try (Reader file =
        Files.newBufferedReader(
            Workspace.root()
                .resolve(service.id())
                .resolve("src/main/resources/application.properties"))) {
      settings.load(file);
    }
    return settings;
  }
}
