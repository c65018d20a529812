package dev.ramal.calls.inbound;

import dev.ramal.calls.CallProblems;
import dev.ramal.kit.problem.Problem;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A change of how callers are taken care of; an absent field keeps its value.
 *
 * @param mostWaiting 1 to 1000; 0 takes the limit away
 */
@Schema(
    name = "InboundSettingsChange",
    examples =
"""
{"enabled": true, "queue": true, "ringSeconds": 20, "waitSeconds": 300, "voicemail": true,
 "businessHours": true, "hours": {"timeZone": "America/Sao_Paulo", "weekdays": "09:00-18:00",
 "state": "SP", "restDays": ["carnival-monday"], "daysOff": ["2027-01-25"]},
 "serviceLevelSeconds": 20, "serviceLevelPercent": 80, "mostWaiting": 50}
""")
record InboundSettingsRequest(
    Boolean enabled,
    Boolean queue,
    @Schema(minimum = "5", maximum = "120") Integer ringSeconds,
    @Schema(minimum = "10", maximum = "3600") Integer waitSeconds,
    Boolean voicemail,
    Boolean businessHours,
    BusinessHours hours,
    @Schema(minimum = "1", maximum = "600") Integer serviceLevelSeconds,
    @Schema(minimum = "1", maximum = "100") Integer serviceLevelPercent,
    @Schema(minimum = "0", maximum = "1000") Integer mostWaiting) {

  /**
   * @throws dev.ramal.kit.problem.ProblemException naming each bad field
   */
  InboundSettings changed(InboundSettings before) {
    if (Stream.of(
            enabled,
            queue,
            ringSeconds,
            waitSeconds,
            voicemail,
            businessHours,
            hours,
            serviceLevelSeconds,
            serviceLevelPercent,
            mostWaiting)
        .allMatch(Objects::isNull)) {
      throw CallProblems.NOTHING_TO_CHANGE.exception();
    }
    Problem problem = CallProblems.BAD_INBOUND_SETTINGS;
    problem = checked(problem, "ringSeconds", ringSeconds, 5, 120, "seconds");
    problem = checked(problem, "waitSeconds", waitSeconds, 10, 3600, "seconds");
    problem = checked(problem, "serviceLevelSeconds", serviceLevelSeconds, 1, 600, "seconds");
    problem = checked(problem, "serviceLevelPercent", serviceLevelPercent, 1, 100, "percent");
    problem = checked(problem, "mostWaiting", mostWaiting, 0, 1000, "callers, 0 for no limit");
    if (hours != null) {
      problem = BusinessHoursFields.check(problem, hours);
    }
    if (!problem.errors().isEmpty()) {
      throw problem.exception();
    }
    return new InboundSettings(
        enabled == null ? before.enabled() : enabled,
        queue == null ? before.queue() : queue,
        ringSeconds == null ? before.ringSeconds() : ringSeconds,
        waitSeconds == null ? before.waitSeconds() : waitSeconds,
        voicemail == null ? before.voicemail() : voicemail,
        businessHours == null ? before.businessHours() : businessHours,
        hours == null ? before.hours() : hours,
        serviceLevelSeconds == null ? before.serviceLevelSeconds() : serviceLevelSeconds,
        serviceLevelPercent == null ? before.serviceLevelPercent() : serviceLevelPercent,
        mostWaiting == null ? before.mostWaiting() : limit());
  }

  /** Null for none. */
  private Integer limit() {
    return mostWaiting == 0 ? null : mostWaiting;
  }

  private static Problem checked(
      Problem problem, String field, Integer given, int least, int most, String unit) {
    return given == null || given >= least && given <= most
        ? problem
        : problem.field(field, "must be " + least + " to " + most + " " + unit);
  }
}
