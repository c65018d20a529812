package dev.ramal.calls;

import dev.ramal.calls.fixtures.CallsTest;
import dev.ramal.testkit.contract.ReleaseGate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@CallsTest
class OpenApiTest {
  @DisplayName("CALL-OPENAPI the document is the released one, and breaks nobody")
  @Test
  void shouldBeTheReleasedDocument() {
    // Then
    ReleaseGate.check("call-service");
  }
}
