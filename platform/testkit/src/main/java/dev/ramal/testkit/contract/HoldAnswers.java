package dev.ramal.testkit.contract;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;

/** Puts the filter before every request of every component test; found by the service loader. */
public final class HoldAnswers implements QuarkusTestBeforeEachCallback {

  @Override
  public void beforeEach(QuarkusTestMethodContext context) {
    if (RestAssured.filters().stream().noneMatch(ContractFilter.class::isInstance)) {
      RestAssured.filters(new ContractFilter());
    }
  }
}
