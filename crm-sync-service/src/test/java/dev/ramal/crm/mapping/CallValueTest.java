package dev.ramal.crm.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.crm.activity.FinishedCall;
import dev.ramal.crm.fixtures.FinishedCalls;
import dev.ramal.testkit.Tenants;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CallValueTest {
  @Test
  @DisplayName("CRM-251 a field tells of a call what people in Brazil read")
  void shouldTellWhatPeopleRead() {
    // Given
    FinishedCall call =
        FinishedCall.of(
            FinishedCalls.ended(Tenants.AURORA, "c1", "+5511987654321", false, 0, 61).data());
    FinishedCall missed =
        FinishedCall.of(
            FinishedCalls.ended(Tenants.AURORA, "c1", "+5511987654321", false, 0, 0).data());

    // Then
    assertThat(CallValue.CALL_DATE.of(call)).isEqualTo("03/11/2026");
    assertThat(CallValue.CALL_TIME.of(call)).isEqualTo("2026-11-03T11:06:42-03:00");
    assertThat(CallValue.OUTCOME.of(call)).isEqualTo("atendida");
    assertThat(CallValue.OUTCOME.of(missed)).isEqualTo("não atendida");
    assertThat(CallValue.DISPOSITION.of(FinishedCalls.wrapUp(call, null, null))).isNull();
    assertThat(CallValue.AGENT.of(call)).isEqualTo("Ana Souza");
    assertThat(CallValue.TALK_SECONDS.of(call)).isEqualTo("61");
    assertThat(CallValue.words())
        .containsExactly(
            "call-date", "call-time", "outcome", "disposition", "agent", "talk-seconds");
  }
}
