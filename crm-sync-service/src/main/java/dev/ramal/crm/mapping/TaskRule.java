package dev.ramal.crm.mapping;

import dev.ramal.crm.activity.FinishedCall;
import dev.ramal.crm.port.CrmTaskType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A task that follows from how a call went.
 *
 * @param outcome how the call must have ended; absent for any
 * @param disposition how the agent must have said that it went, the organization's code; absent for
 *     any
 * @param text what is to be done
 * @param after how many of the unit after the end of the call it is due
 * @param type what kind of task
 */
@Schema(name = "CrmTaskRule")
public record TaskRule(
    @Schema(
            nullable = true,
            enumeration = {"completed", "busy", "no-answer", "failed", "canceled"})
        String outcome,
    @Schema(nullable = true, maxLength = 50) String disposition,
    @Schema(required = true, maxLength = 200) String text,
    @Schema(required = true, minimum = "1", maximum = "720") Integer after,
    @Schema(
            required = true,
            enumeration = {"hours", "business-days"})
        String unit,
    @Schema(
            required = true,
            enumeration = {"call", "email", "meeting", "task", "visit", "whatsapp"})
        String type) {
  static final String HOURS = "hours";
  static final String BUSINESS_DAYS = "business-days";

  /** By which the task of a call is known: the same rule makes it once. */
  public String key() {
    return "task:" + outcome + ":" + disposition + ":" + Integer.toHexString(text.hashCode());
  }

  public boolean isMeant(FinishedCall call) {
    return CallCondition.holds(outcome, disposition, call);
  }

  public CrmTaskType taskType() {
    return CrmTaskType.of(type).orElseThrow();
  }

  boolean countsBusinessDays() {
    return BUSINESS_DAYS.equals(unit);
  }
}
