package dev.ramal.calls.call;

import static dev.ramal.calls.call.Calls.NOON;
import static dev.ramal.calls.call.Calls.after;
import static dev.ramal.calls.call.Calls.lead;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("CALL-845 what a caller leaves is a voicemail, and what was recorded before it a call")
class CallerMessageTest {
  private static Call called(Fact... facts) {
    Call call = Calls.arrived();
    return after(call, facts);
  }

  private static Fact greeted(int second, String result) {
    return lead(second, new FactBody.Spoken("greet", result));
  }

  private static Fact sentToLeaveOne(int second) {
    return new Fact(
        "sent",
        null,
        null,
        NOON.plusSeconds(second),
        null,
        new FactBody.Routed(FactBody.Routed.VOICEMAIL, FactBody.Routed.WAITED));
  }

  @ParameterizedTest
  @CsvSource({
    "60000, 61000, true",
    "60000, 60000, true",
    "60000, 59000, true",
    "60000, 58999, false",
    "60000, 5000, false",
    "60000, 0, false",
    "60000, , true"
  })
  void shouldTellAMessageFromATalkBeforeIt(int heard, Integer started, boolean message) {
    // Given
    Call call =
        called(
            lead(2, new FactBody.Answered(null)),
            lead(5, new FactBody.Conferenced("c-1")),
            sentToLeaveOne(50),
            greeted(heard / 1000, "completed"));

    // When
    boolean found = CallerMessage.isOn(call, started == null ? null : NOON.plusMillis(started));

    // Then
    assertThat(found).isEqualTo(message);
  }

  @Test
  void shouldHaveNoMessageOfWhoWasNotTold() {
    // Given
    Call waits = called(lead(2, new FactBody.Answered(null)));

    // When
    Call cutOff = after(waits, sentToLeaveOne(20), greeted(30, "interrupted"));
    Call wanted = after(cutOff, greeted(40, "completed"));

    // Then
    assertThat(CallerMessage.isOn(waits, NOON.plusSeconds(35))).isFalse();
    assertThat(CallerMessage.isOn(waits, null)).isFalse();
    assertThat(CallerMessage.isOn(cutOff, NOON.plusSeconds(35))).isFalse();
    assertThat(CallerMessage.isOn(cutOff, null)).isFalse();
    assertThat(CallerMessage.isOn(wanted, NOON.plusSeconds(35))).isFalse();
    assertThat(CallerMessage.isOn(wanted, NOON.plusSeconds(41))).isTrue();
  }
}
