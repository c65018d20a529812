package dev.ramal.crm.drift;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The calls that ended since then, and where they are. No state is counted farther than {@link
 * #MOST}.
 *
 * @param inCrm calls whose note stands in the CRM
 * @param waiting calls whose note is on its way
 * @param late those of them that have waited for more than an hour, since their end or since a
 *     person sent them on their way again, while a CRM is connected
 * @param failed calls that wait for a person, see the failures
 * @param notInCrm calls with people whom the CRM does not know
 * @param missing calls that billing or a recording tells of, for more than an hour, and whose end
 *     was never heard here: the newest 100
 * @param drift late and missing together: 0 is how it should be
 */
@Schema(name = "CrmDrift")
record Drift(
    Instant since,
    long inCrm,
    long waiting,
    long late,
    long failed,
    long notInCrm,
    List<MissingCall> missing,
    long drift) {
  static final int MOST = 10_000;

  /** How many missing calls are listed. */
  static final int LISTED = 100;

  /**
   * A call without an activity.
   *
   * @param toldAt when it was told of
   */
  @Schema(name = "CrmMissingCall")
  record MissingCall(String callId, Instant toldAt) {}
}
