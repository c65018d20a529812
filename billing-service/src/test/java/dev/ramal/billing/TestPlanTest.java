package dev.ramal.billing;

import dev.ramal.testkit.TestPlan;
import org.junit.jupiter.api.Test;

class TestPlanTest {
  @Test
  void shouldAgreeWithTheTestPlan() {
    TestPlan.check("BILL");
  }
}
