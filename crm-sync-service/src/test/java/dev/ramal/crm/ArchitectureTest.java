package dev.ramal.crm;

import dev.ramal.testkit.architecture.ArchitectureRules;
import dev.ramal.testkit.architecture.TableRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
  @Test
  void shouldKeepTheRulesOfEveryService() {
    // Then
    ArchitectureRules.of(ArchitectureTest.class).withCarriersBehindPorts().check();
  }

  @Test
  void shouldHaveOneDoorPerTable() {
    // Then
    TableRules.of(ArchitectureTest.class).check();
  }
}
