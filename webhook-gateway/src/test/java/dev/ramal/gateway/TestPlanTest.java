package dev.ramal.gateway;

import dev.ramal.testkit.TestPlan;
import org.junit.jupiter.api.Test;

class TestPlanTest {

  @Test
  void shouldTestWhatIsPlannedAndPlanWhatIsTested() {
    TestPlan.check("GW");
  }
}
