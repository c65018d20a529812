package dev.ramal.messaging;

import dev.ramal.messaging.fixtures.MessagingTest;
import dev.ramal.testkit.contract.ReleaseGate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@MessagingTest
class OpenApiTest {
  @Test
  @DisplayName("MSG-110 the OpenAPI document is the released one")
  void shouldDescribeWhatIsReleased() {
    // Then
    ReleaseGate.check("messaging-service");
  }
}
