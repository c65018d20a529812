package dev.ramal.messaging;

import dev.ramal.testkit.TestPlan;
import org.junit.jupiter.api.Test;

class TestPlanTest {

  @Test
  void shouldNameEveryScenarioOfThePlanInATestAndTheOtherWayRound() {
    TestPlan.check("MSG");
  }
}
