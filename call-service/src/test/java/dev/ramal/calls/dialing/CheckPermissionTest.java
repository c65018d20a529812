package dev.ramal.calls.dialing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.lifecycle.RecentCalls.Counts;
import dev.ramal.calls.lifecycle.RecentCalls.Wanted;
import dev.ramal.calls.permission.JudgeCall;
import dev.ramal.calls.permission.PermissionInput;
import dev.ramal.calls.permission.PermissionSettings;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckPermissionTest {
  private static final Instant NOON = Instant.parse("2026-03-02T15:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "1, 1, 0, false",
    "1, 1, 1, true",
    "10, 9, 0, true",
    "10, 10, 0, false",
    "10, 10, 1, true",
    "10, 11, 1, false",
    "10, 50, 1, false"
  })
  @DisplayName("CALL-475 a call that is handed over does not stand in its own way")
  void shouldNotCountTheCallItself(int cap, int running, int ours, boolean allowed) {
    // Given
    PermissionSettings settings = capped(cap);
    Wanted wanted = CheckPermission.wanted(settings, NOON, ours);
    Counts counted = new Counts(0, 0, Math.min(running, wanted.running()), 0);
    PermissionInput input =
        new PermissionInput("+5511987654321", null, NOON, 1, List.of(), List.of(), List.of(), null);

    // When
    PermissionInput found = input.with(CheckPermission.recent(counted, ours));

    // Then
    assertThat(JudgeCall.judge(found, settings).allowed()).isEqualTo(allowed);
  }

  private static PermissionSettings capped(int concurrentCalls) {
    PermissionSettings usual = PermissionSettings.DEFAULT;
    return new PermissionSettings(
        usual.callingHours(),
        usual.hours(),
        usual.restDays(),
        usual.daysOff(),
        usual.optOuts(),
        usual.doNotCall(),
        null,
        null,
        concurrentCalls,
        null,
        usual.shortCalls(),
        usual.monthlyCalls(),
        null,
        null,
        null);
  }
}
