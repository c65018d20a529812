package dev.ramal.calls;

import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.testkit.contract.ReleaseGate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class OpenApiTest {
  @Test
  @DisplayName("CALL-210 the OpenAPI document is the released one")
  void shouldDescribeWhatIsReleased() {
    // Then
    ReleaseGate.check("call-service");
  }
}
