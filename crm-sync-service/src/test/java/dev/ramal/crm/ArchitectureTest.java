package dev.ramal.crm;

import dev.ramal.testkit.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void shouldKeepTheRulesOfEveryService() {
    // Then
    ArchitectureRules.of("dev.ramal.crm").check();
  }
}
