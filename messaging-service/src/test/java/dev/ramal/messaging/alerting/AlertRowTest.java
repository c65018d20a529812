package dev.ramal.messaging.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ramal.events.TenantId;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.messaging.alerting.policy.AlertReceiver;
import dev.ramal.messaging.alerting.policy.EscalationPolicy;
import dev.ramal.messaging.alerting.policy.EscalationPolicy.Step;
import dev.ramal.messaging.alerting.policy.ReceiverChannel;
import dev.ramal.messaging.alerting.policy.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AlertRowTest {
  private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration DAY = Duration.ofHours(24);
  private static final EscalationPolicy POLICY =
      new EscalationPolicy(
          List.of(
              new AlertReceiver("ana", ReceiverChannel.SMS, "+5511987654321", null, null, null)),
          List.of(new Step(List.of("ana"), 15)),
          60,
          1,
          Severity.WARNING,
          null);

  @Test
  @DisplayName(
      "MSG-221 told when new, when it got worse and after the repeat interval, else counted")
  void shouldBeToldOnlyWhenThereIsNews() {
    // When
    AlertRow first = raised(fresh(), "warning", AT);
    AlertRow soon = raised(first, "warning", AT.plusSeconds(60));
    AlertRow worse = raised(soon, "critical", AT.plusSeconds(120));
    AlertRow better = raised(worse, "warning", AT.plusSeconds(180));
    AlertRow later = raised(better, "warning", AT.plusSeconds(120 + 3600));

    // Then
    assertThat(List.of(first, soon, worse, better, later))
        .extracting(AlertRow::round)
        .containsExactly(1, 1, 2, 2, 3);
    assertThat(later.times()).isEqualTo(5);
    assertThat(later.raisedAt()).isEqualTo(AT);
    assertThat(later.nextStep()).isZero();
  }

  @Test
  @DisplayName("MSG-222 told nobody: too little, without steps, or while somebody takes care")
  void shouldStayQuiet() {
    // Given
    AlertRow told = raised(fresh(), "warning", AT);
    AlertRow taken = acknowledged(told, AT.plusSeconds(60));

    // When
    AlertRow mild = raised(fresh(), "info", AT);
    AlertRow unknown = raised(fresh(), "unheard-of", AT);
    AlertRow nobody = fresh().raised(event("critical", AT), EscalationPolicy.NONE, DAY, AT);
    AlertRow within = raised(taken, "warning", AT.plus(Duration.ofHours(23)));
    AlertRow worse = raised(taken, "critical", AT.plus(Duration.ofHours(1)));
    AlertRow after = raised(taken, "warning", AT.plus(Duration.ofHours(25)));

    // Then
    assertThat(List.of(mild, unknown, nobody)).extracting(AlertRow::round).containsOnly(0);
    assertThat(within.round()).isEqualTo(told.round());
    assertThat(within.state()).isEqualTo(AlertState.ACKNOWLEDGED);
    assertThat(worse.state()).as("nobody has acknowledged that").isEqualTo(AlertState.OPEN);
    assertThat(worse.round()).isEqualTo(2);
    assertThat(after.state()).isEqualTo(AlertState.OPEN);
    assertThat(after.round()).isEqualTo(2);
  }

  @Test
  @DisplayName("MSG-231 back within the repeat interval it is told only when it stays, or is worse")
  void shouldWaitWithWhatIsBackTooSoon() {
    // Given
    AlertRow lately = row(0, null, AT, Severity.WARNING, 0);
    Instant soon = AT.plusSeconds(300);
    Instant late = AT.plusSeconds(3000);

    // When
    AlertRow back = raised(lately, "warning", soon);
    AlertRow worse = raised(lately, "critical", soon);
    AlertRow again = raised(back, "warning", soon.plusSeconds(60));
    AlertRow told = back.step(1, late);

    // Then
    assertThat(back.round()).isEqualTo(1);
    assertThat(back.wasTold()).isFalse();
    assertThat(back.firstStepIn(POLICY, soon)).isEqualTo(Duration.ofMinutes(15));
    assertThat(back.firstStepIn(POLICY, late)).as("the interval").isEqualTo(Duration.ofMinutes(10));
    assertThat(again.round()).isEqualTo(1);
    assertThat(told.wasTold()).isTrue();
    assertThat(told.toldAt()).isEqualTo(late);
    assertThat(worse.toldAt()).isEqualTo(soon);
    assertThat(worse.firstStepIn(POLICY, soon)).isZero();
  }

  @Test
  @DisplayName("MSG-223 raised late it is counted, and what was told last stays")
  void shouldKeepWhatWasToldLast() {
    // Given
    AlertRow now = raised(fresh(), "critical", AT);

    // When
    AlertRow late =
        now.raised(
            new AlertRaised("a", "s", "warning", "t", "old", null, AT.minusSeconds(60)),
            POLICY,
            DAY,
            AT.plusSeconds(5));

    // Then
    assertThat(late.times()).isEqualTo(2);
    assertThat(late.detail()).isEqualTo("new");
    assertThat(late.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(late.raisedAt()).isEqualTo(AT.minusSeconds(60));
    assertThat(late.lastRaisedAt()).isEqualTo(AT);
  }

  private static AlertRow raised(AlertRow before, String severity, Instant at) {
    return before.raised(event(severity, at), POLICY, DAY, at);
  }

  private static AlertRaised event(String severity, Instant at) {
    return new AlertRaised("a", "s", severity, "t", "new", null, at);
  }

  private static AlertRow fresh() {
    return row(0, null, null, null, 0);
  }

  private static AlertRow acknowledged(AlertRow told, Instant at) {
    return row(told.times(), at, told.toldAt(), told.toldSeverity(), told.round());
  }

  private static AlertRow row(
      long times, Instant acknowledgedAt, Instant toldAt, Severity toldSeverity, int round) {
    return new AlertRow(
        TenantId.of("aurora"),
        "id",
        "s",
        "t",
        "",
        Severity.WARNING,
        "new",
        AT,
        AT,
        times,
        acknowledgedAt,
        acknowledgedAt == null ? null : "olga",
        null,
        null,
        toldAt,
        toldSeverity,
        round,
        0,
        0);
  }
}
