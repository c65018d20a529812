package dev.ramal.crm.rdstation;

import static dev.ramal.crm.port.HttpFaults.status;

import dev.ramal.crm.port.CrmFault;
import dev.ramal.crm.port.HttpFaults;
import java.time.Duration;

/** What a failed request to RD Station means. */
final class RdStationFaults {
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int UNPROCESSABLE = 422;
  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(60);

  private RdStationFaults() {}

  /**
   * RD Station answers 400, 404 or 422 to a filter that it cannot read. It may answer 500 as well,
   * but that cannot be told from an outage, in which nobody should be asked spelling by spelling.
   */
  static boolean isNotUnderstood(Throwable fault) {
    int status = status(fault);
    return status == BAD_REQUEST || status == NOT_FOUND || status == UNPROCESSABLE;
  }

  /** What was to be deleted is not there. */
  static boolean isNotFound(Throwable fault) {
    return status(fault) == NOT_FOUND;
  }

  /**
   * @param writing whether the request could have changed something; then a fault after it was sent
   *     leaves the outcome unknown
   */
  static CrmFault of(Throwable fault, boolean writing) {
    return HttpFaults.of(fault, writing, DEFAULT_WAIT);
  }
}
