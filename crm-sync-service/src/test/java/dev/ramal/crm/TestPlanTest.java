package dev.ramal.crm;

import dev.ramal.testkit.TestPlan;
import org.junit.jupiter.api.Test;

class TestPlanTest {
  @Test
  void shouldTestEveryPlannedScenarioAndPlanEveryTestedOne() {
    // Then
    TestPlan.check("CRM");
  }
}
