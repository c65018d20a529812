package dev.ramal.calls.insight;

import dev.ramal.calls.inbound.InboundSettings;
import dev.ramal.calls.insight.CallerWaits.Answered;
import java.math.BigDecimal;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How soon callers are answered: of those whose waiting is over, the share whom an agent answered
 * within the time that the organization wants. Who hung up before, left a message or was sent away
 * was not answered; who called outside business hours and reached nobody is not counted. Shares lie
 * between 0 and 1.
 *
 * @param since from when on their waiting ended
 * @param withinSeconds the time that the organization wants
 * @param goal the share that the organization wants
 * @param callers whose waiting ended
 * @param answered of them, by an agent, however late
 * @param answeredInTime of them, within withinSeconds
 * @param share answeredInTime of callers; null without callers
 */
@Schema(
    name = "ServiceLevel",
    examples =
"""
{"since": "2026-03-02T14:31:00Z", "withinSeconds": 20, "goal": 0.80, "callers": 48, "answered": 45,
 "answeredInTime": 41, "share": 0.8542}
""")
record ServiceLevelView(
    Instant since,
    int withinSeconds,
    @Schema(implementation = Double.class) BigDecimal goal,
    long callers,
    long answered,
    long answeredInTime,
    @Schema(nullable = true, implementation = Double.class) BigDecimal share) {
  private static final int DIGITS = 4;

  static ServiceLevelView of(Instant since, InboundSettings wanted, Answered answered) {
    return new ServiceLevelView(
        since,
        wanted.serviceLevelSeconds(),
        BigDecimal.valueOf(wanted.serviceLevelPercent(), 2),
        answered.callers(),
        answered.answered(),
        answered.inTime(),
        Figures.share(answered.inTime(), answered.callers(), DIGITS));
  }
}
