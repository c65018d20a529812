package dev.ramal.billing;

import dev.ramal.billing.fixtures.BillingTest;
import dev.ramal.testkit.contract.ReleaseGate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@BillingTest
class OpenApiTest {
  @Test
  @DisplayName("BILL-210 the OpenAPI document is the released one")
  void shouldDescribeWhatIsReleased() {
    // Then
    ReleaseGate.check("billing-service");
  }
}
