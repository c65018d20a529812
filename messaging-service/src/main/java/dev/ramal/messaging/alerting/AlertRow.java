package dev.ramal.messaging.alerting;

import dev.ramal.events.TenantId;
import dev.ramal.events.alerts.AlertRaised;
import dev.ramal.kit.tenancy.SqlRow;
import dev.ramal.messaging.alerting.policy.EscalationPolicy;
import dev.ramal.messaging.alerting.policy.Severity;
import java.time.Duration;
import java.time.Instant;

/**
 * An alert as it is kept. Never changed in place.
 *
 * @param subject empty for none
 * @param acknowledgedAt null while nobody takes care of it
 * @param resolvedAt null while it is not over
 * @param resolvedBy null while it is not over, and when its source said so
 * @param toldAt when the round began in which it was told last; where no step was taken yet, when
 *     the same thing was told before it was over last. Null when neither was
 * @param round how often it was told from the first step on
 * @param nextStep which step of this round is taken next; 0 while the round waits for its first
 * @param reminded how many of its rounds began since it was raised last, because nobody took care
 */
record AlertRow(
    TenantId tenant,
    String id,
    String service,
    String title,
    String subject,
    Severity severity,
    String detail,
    Instant raisedAt,
    Instant lastRaisedAt,
    long times,
    Instant acknowledgedAt,
    String acknowledgedBy,
    Instant resolvedAt,
    String resolvedBy,
    Instant toldAt,
    Severity toldSeverity,
    int round,
    int nextStep,
    int reminded) {
  static final String COLUMNS =
      " tenant, id, service, title, subject, severity, detail, raised_at, last_raised_at, times,"
          + " acknowledged_at, acknowledged_by, resolved_at, resolved_by, told_at, told_severity,"
          + " round, next_step, reminded ";

  /** From {@link #COLUMNS}. */
  static AlertRow read(SqlRow row) {
    return new AlertRow(
        TenantId.of(row.text(0)),
        row.text(1),
        row.text(2),
        row.text(3),
        row.text(4),
        Severity.of(row.text(5)),
        row.text(6),
        row.instant(7),
        row.instant(8),
        row.bigint(9),
        row.instant(10),
        row.text(11),
        row.instant(12),
        row.text(13),
        row.instant(14),
        row.text(15) == null ? null : Severity.of(row.text(15)),
        row.integer(16),
        row.integer(17),
        row.integer(18));
  }

  AlertState state() {
    return resolvedAt != null
        ? AlertState.RESOLVED
        : acknowledgedAt != null ? AlertState.ACKNOWLEDGED : AlertState.OPEN;
  }

  /** Whether nobody takes care of it yet and it is not over. */
  boolean isWaiting() {
    return state() == AlertState.OPEN;
  }

  /** Whether any step was taken, in this round or before. */
  boolean wasTold() {
    return round > 1 || nextStep > 0;
  }

  /**
   * The same thing was raised, the first time included: it is counted, and told anew when it was
   * told nobody yet, got worse, or was quiet for long enough. What is back too soon after it was
   * over begins a round that waits.
   *
   * @param acknowledgedFor how long an acknowledgement keeps it quiet; raised after that, or when
   *     it got worse than what was acknowledged, it is open again
   */
  AlertRow raised(
      AlertRaised again, EscalationPolicy policy, Duration acknowledgedFor, Instant now) {
    AlertRow counted = counted(again);
    AlertRow open =
        counted.isReopened(severity, acknowledgedFor, now) ? counted.reopened() : counted;
    if (!open.isWaiting() || !policy.tells(open.severity)) {
      return open;
    }
    if (open.mayBeTold(policy, now)) {
      return open.told(now);
    }
    return open.round == 0 ? open.returned() : open;
  }

  /**
   * How long the round that has just begun waits for its first step: what is back too soon has as
   * long to end by itself as people have to acknowledge, within the repeat interval.
   */
  Duration firstStepIn(EscalationPolicy policy, Instant now) {
    if (!toldAt.isBefore(now)) {
      return Duration.ZERO;
    }
    Duration quiet = Duration.between(now, toldAt.plus(policy.repeat()));
    Duration patience = policy.steps().get(0).patience();
    return quiet.compareTo(patience) < 0 ? quiet : patience;
  }

  private boolean isReopened(Severity before, Duration acknowledgedFor, Instant now) {
    Severity acknowledged = round == 0 || toldSeverity == null ? before : toldSeverity;
    return acknowledgedAt != null
        && (severity.compareTo(acknowledged) > 0
            || !acknowledgedAt.plus(acknowledgedFor).isAfter(now));
  }

  /** A new round begins. */
  private AlertRow told(Instant now) {
    return with(acknowledgedAt, acknowledgedBy, now, severity, round + 1, 0, 0);
  }

  /** A new round begins although it was not raised again. */
  AlertRow reminded(Instant now) {
    return with(acknowledgedAt, acknowledgedBy, now, toldSeverity, round + 1, 0, reminded + 1);
  }

  /** The first step begins the round, however long it waited. */
  AlertRow step(int next, Instant now) {
    Instant begun = nextStep == 0 ? now : toldAt;
    return with(acknowledgedAt, acknowledgedBy, begun, toldSeverity, round, next, reminded);
  }

  private boolean mayBeTold(EscalationPolicy policy, Instant now) {
    return toldAt == null
        || severity.compareTo(toldSeverity) > 0
        || policy.isQuietOver(toldAt, now);
  }

  private AlertRow returned() {
    return with(acknowledgedAt, acknowledgedBy, toldAt, severity, round + 1, 0, 0);
  }

  private AlertRow reopened() {
    return with(null, null, null, null, round, 0, 0);
  }

  private AlertRow counted(AlertRaised again) {
    boolean latest = times == 0 || !again.raisedAt().isBefore(lastRaisedAt);
    return new AlertRow(
        tenant,
        id,
        service,
        title,
        subject,
        latest ? Severity.of(again.severity()) : severity,
        latest ? again.detail() : detail,
        again.raisedAt().isBefore(raisedAt) ? again.raisedAt() : raisedAt,
        latest ? again.raisedAt() : lastRaisedAt,
        times + 1,
        acknowledgedAt,
        acknowledgedBy,
        resolvedAt,
        resolvedBy,
        toldAt,
        toldSeverity,
        round,
        nextStep,
        reminded);
  }

  private AlertRow with(
      Instant acknowledged,
      String by,
      Instant told,
      Severity ofSeverity,
      int newRound,
      int next,
      int reminders) {
    return new AlertRow(
        tenant,
        id,
        service,
        title,
        subject,
        severity,
        detail,
        raisedAt,
        lastRaisedAt,
        times,
        acknowledged,
        by,
        resolvedAt,
        resolvedBy,
        told,
        ofSeverity,
        newRound,
        next,
        reminders);
  }
}
