package dev.ramal.kit;

import dev.ramal.testkit.TestPlan;
import org.junit.jupiter.api.Test;

class TestPlanTest {
  @Test
  void shouldNameEachScenarioOfThePlan() {
    TestPlan.check("KIT");
  }
}
