package dev.ramal.crm;

import dev.ramal.crm.fixtures.CrmTest;
import dev.ramal.testkit.contract.ReleaseGate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CrmTest
class OpenApiTest {
  @Test
  @DisplayName("CRM-140 the OpenAPI document is the released one")
  void shouldDescribeWhatIsReleased() {
    // Then
    ReleaseGate.check("crm-sync-service");
  }
}
