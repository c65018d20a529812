package dev.ramal.sandbox;

import dev.ramal.testkit.TestPlan;
import org.junit.jupiter.api.Test;

class TestPlanTest {
  @Test
  void shouldNameEveryScenarioOfThePlan() {
    TestPlan.check("SBX");
  }
}
