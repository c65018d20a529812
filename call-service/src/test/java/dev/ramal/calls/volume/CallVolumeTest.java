package dev.ramal.calls.volume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.calls.call.Call;
import dev.ramal.calls.call.Call.Transition.Applied;
import dev.ramal.calls.call.CallDetails;
import dev.ramal.calls.call.CallId;
import dev.ramal.calls.call.Fact;
import dev.ramal.calls.call.FactBody;
import dev.ramal.calls.permission.PermissionSettings;
import dev.ramal.calls.permission.VolumeWarnings.Warning;
import dev.ramal.calls.volume.CallVolumes.Sum;
import dev.ramal.events.AnsweredBy;
import dev.ramal.events.CallOutcome;
import dev.ramal.events.Carrier;
import dev.ramal.events.CarrierCallId;
import dev.ramal.events.ConnectionId;
import dev.ramal.events.Direction;
import dev.ramal.events.LegName;
import dev.ramal.testkit.Tenants;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallVolumeTest {
  private static final LocalDate DAY = LocalDate.of(2026, 12, 2);

  @ParameterizedTest(name = "{0}, {1} s by {2}: {3}")
  @CsvSource(
      nullValues = "-",
      value = {
        "2026-12-02T15:00:00Z, -, -, 1",
        "2026-12-02T15:00:00Z, 6, human, 1",
        "2026-12-02T15:00:00Z, 7, human, 0",
        "2026-12-02T15:00:00Z, 60, machine, 1",
        "2024-06-01T15:00:00Z, 6, human, 1",
        "2024-05-31T15:00:00Z, 4, human, 0",
        "2024-05-31T15:00:00Z, 3, human, 1"
      })
  @DisplayName("CALL-359 what is a short call goes by the rule of its day")
  void shouldCountShortCallsByTheRuleOfTheDay(
      Instant at, Integer seconds, String by, long shortCalls) {
    // When
    CallVolume volume = CallVolume.of(ended(at, "client:ana", seconds, AnsweredBy.find(by)));

    // Then
    assertThat(volume.calls()).as("a softphone is no telephone").isEqualTo(1);
    assertThat(volume.shortCalls()).isEqualTo(shortCalls);
    assertThat(volume.leads()).isEqualTo(1);
    assertThat(volume.answered())
        .as("picked up in person")
        .isEqualTo(seconds == null || "machine".equals(by) ? 0 : 1);
  }

  @Test
  @DisplayName("CALL-360 an end that is corrected takes back what it had added")
  void shouldTakeBackWhatWasCorrected() {
    // Given
    Instant at = Instant.parse("2026-12-02T15:00:00Z");
    Call unanswered = ended(at, "client:ana", null, null);
    Call answered = ended(at, "client:ana", 60, null);

    // When
    CallVolume first = CallVolume.of(unanswered).minus(CallVolume.of(null));
    CallVolume corrected = CallVolume.of(answered).minus(CallVolume.of(unanswered));
    CallVolume again = CallVolume.of(answered).minus(CallVolume.of(answered));

    // Then
    assertThat(first.shortCalls()).isEqualTo(1);
    assertThat(corrected.calls()).isZero();
    assertThat(corrected.shortCalls()).isEqualTo(-1);
    assertThat(corrected.answered()).isEqualTo(1);
    assertThat(again.isNothing()).isTrue();
  }

  @Test
  @DisplayName("CALL-361 days are those of Brasília")
  void shouldCountByTheDayInBrasilia() {
    assertThat(
            CallVolume.of(ended(Instant.parse("2026-12-01T02:59:59Z"), "client:ana", 9, null))
                .day())
        .isEqualTo("2026-11-30");
    assertThat(
            CallVolume.of(ended(Instant.parse("2026-12-01T03:00:00Z"), "client:ana", 9, null))
                .day())
        .isEqualTo("2026-12-01");
  }

  @ParameterizedTest(name = "{0} of {1}: {2} calls, {3} short: {4}")
  @CsvSource(
      nullValues = "-",
      value = {
        "day, +551130001000, 80000, 69999, -",
        "day, +551130001000, 80000, 70000, 70",
        "day, +551130001000, 100000, 90000, 90",
        // all together: many calls, and 85 % of them short
        "day, '', 100000, 59000, -",
        "day, '', 100000, 77000, 90",
        "day, '', 69999, 69999, -",
        "day, '', 90000, 90000, 90",
        "month, '', 349999, 0, -",
        "month, '', 350000, 0, 70",
        "month, +551130001000, 500000, 0, -"
      })
  @DisplayName("CALL-362 figures are compared with the regulator's limits")
  void shouldCompareWithTheLimits(
      String span, String number, long calls, long shortCalls, Integer percent) {
    // Given
    LocalDate begins = span.equals("month") ? DAY.withDayOfMonth(1) : DAY;

    // When
    Optional<Warning> warning =
        new JudgeVolumes(DAY, PermissionSettings.DEFAULT)
            .judge(new Sum("aurora", span, begins, number, calls, shortCalls));

    // Then
    assertThat(warning.map(Warning::percent).orElse(null)).isEqualTo(percent);
    warning.ifPresent(
        found -> {
          assertThat(found.version()).contains("anatel-22/2024");
          assertThat(found.ends()).isEqualTo(span.equals("month") ? "2026-12-31" : "2026-12-02");
        });
  }

  @Test
  @DisplayName("CALL-363 the limit of a month holds since 15 November 2025")
  void shouldKnowTheMonthlyLimitSinceItHolds() {
    assertThat(VolumeLimits.on(LocalDate.of(2025, 11, 14)).callsPerMonth()).isNull();
    assertThat(VolumeLimits.on(LocalDate.of(2025, 11, 15)).callsPerMonth()).isEqualTo(500_000L);
    assertThat(VolumeLimits.on(LocalDate.of(2024, 5, 31)).shortSeconds()).isEqualTo(3);
    assertThat(VolumeLimits.on(LocalDate.of(2024, 6, 1)).shortSeconds()).isEqualTo(6);
  }

  /**
   * @param seconds null for a lead who did not answer
   */
  private static Call ended(Instant at, String agent, Integer seconds, AnsweredBy by) {
    CallDetails details =
        new CallDetails(
            "user-ana",
            "Ana",
            agent,
            Direction.OUTBOUND,
            "+551130001000",
            "+5511987654321",
            null,
            null,
            null,
            null,
            Carrier.TWILIO,
            new ConnectionId("c"),
            false,
            null,
            null,
            null,
            at);
    CallId id = CallId.of("0195a1b2-0000-7000-8000-000000000001");
    Call call = Call.request(id, Tenants.AURORA, details).call();
    call = after(call, LegName.AGENT, at, 1, new FactBody.Answered(null));
    call = after(call, LegName.LEAD, at, 2, new FactBody.Ordered("+5511987654321"));
    if (seconds != null) {
      call = after(call, LegName.LEAD, at, 10, new FactBody.Answered(by));
    }
    CallOutcome outcome = seconds == null ? CallOutcome.NO_ANSWER : CallOutcome.COMPLETED;
    int end = 10 + (seconds == null ? 0 : seconds);
    FactBody ended = new FactBody.Ended(outcome, seconds, null, null, null);
    call = after(call, LegName.LEAD, at, end, ended);
    return after(call, LegName.AGENT, at, end + 1, ended);
  }

  private static Call after(Call call, LegName leg, Instant at, int second, FactBody body) {
    Fact fact =
        new Fact(
            leg + ":" + body.kind(),
            leg,
            new CarrierCallId("handle-" + leg),
            at.plusSeconds(second),
            second,
            body);
    return ((Applied) call.apply(fact)).call();
  }
}
