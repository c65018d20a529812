package dev.ramal.messaging.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.TenantId;
import dev.ramal.messaging.alerting.policy.Severity;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("MSG-320 what a template says of an alert is what WhatsApp takes as a value")
class AlertTextTest {
  @Test
  void shouldMakeOneShortLineOfEachValue() {
    // When
    Map<String, String> values = AlertText.values(alert("Linha um\r\n\tlinha     dois"));
    Map<String, String> longest = AlertText.values(alert("palavra ".repeat(100)));
    // Then
    assertThat(values)
        .containsEntry("severity", "Atenção")
        .containsEntry("title", "Título")
        .containsEntry("detail", "Linha um linha dois")
        .containsEntry("service", "call-service");
    assertThat(longest.get("detail")).hasSizeLessThanOrEqualTo(300).endsWith("palavra...");
    assertThat(AlertText.values(alert(" "))).containsEntry("detail", "-");
  }

  private static AlertRow alert(String detail) {
    Instant at = Instant.parse("2026-11-20T12:00:00Z");
    return new AlertRow(
        TenantId.of("aurora"),
        "a",
        "call-service",
        "Título",
        "",
        Severity.WARNING,
        detail,
        at,
        at,
        1,
        null,
        null,
        null,
        null,
        null,
        null,
        0,
        0,
        0);
  }
}
