package dev.ramal.messaging;

import dev.ramal.messaging.message.Message;
import dev.ramal.testkit.architecture.ArchitectureRules;
import dev.ramal.testkit.architecture.TableRules;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MSG-08 the rules of the architecture")
class ArchitectureTest {
  @Test
  void shouldKeepTheRulesOfEveryServiceAndItsOwn() {
    ArchitectureRules.of(ArchitectureTest.class)
        .withPureCore(Message.class)
        .withCarriersBehindPorts()
        .check();
  }

  @Test
  void shouldHaveOneDoorPerTable() {
    // Then
    TableRules.of(ArchitectureTest.class).except("history", "lists with pages and filters").check();
  }
}
