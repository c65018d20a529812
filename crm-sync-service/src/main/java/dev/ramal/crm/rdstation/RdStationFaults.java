package dev.ramal.crm.rdstation;

import dev.ramal.crm.port.CrmFault;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;

/** What a failed request to RD Station means. */
final class RdStationFaults {
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;
  private static final int TOOK_TOO_LONG = 408;
  private static final int UNPROCESSABLE = 422;
  private static final int TOO_MANY = 429;
  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(60);

  private RdStationFaults() {}

  /** What went wrong while a refresh token was exchanged. */
  static CrmFault ofExchange(Throwable fault) {
    int status = status(fault);
    if (status == BAD_REQUEST || status == UNAUTHORIZED) {
      return new CrmFault.Disconnected("the CRM refuses the refresh token");
    }
    CrmFault known = of(fault, false);
    return known instanceof CrmFault.Refused
        ? new CrmFault.Unavailable("the CRM answered " + status + " to a refresh token")
        : known;
  }

  /** What went wrong while a code was exchanged: one that is too old, was used or is another's. */
  static CrmFault ofCode(Throwable fault) {
    return ofExchange(fault) instanceof CrmFault.Unavailable unavailable
        ? unavailable
        : new CrmFault.Refused("the CRM does not take the code");
  }

  /**
   * RD Station answers 400, 404 or 422 to a filter that it cannot read. It may answer 500 as well,
   * but that cannot be told from an outage, in which nobody should be asked spelling by spelling.
   */
  static boolean isNotUnderstood(Throwable fault) {
    int status = status(fault);
    return status == BAD_REQUEST || status == NOT_FOUND || status == UNPROCESSABLE;
  }

  /**
   * @param writing whether the request could have changed something; then a fault after it was sent
   *     leaves the outcome unknown
   */
  static CrmFault of(Throwable fault, boolean writing) {
    if (fault instanceof CrmFault known) {
      return known;
    }
    int status = status(fault);
    if (status == UNAUTHORIZED) {
      return new CrmFault.TokenRefused();
    }
    if (status == TOO_MANY) {
      return new CrmFault.Throttled(retryAfter((WebApplicationException) fault));
    }
    if (status >= 400 && status < 500 && status != TOOK_TOO_LONG) {
      return new CrmFault.Refused("the CRM refused with status " + status);
    }
    String why =
        status > 0 ? "the CRM answered " + status : "the CRM was not reached: " + kind(fault);
    return writing && !neverSent(fault)
        ? new CrmFault.OutcomeUnknown(why)
        : new CrmFault.Unavailable(why);
  }

  private static int status(Throwable fault) {
    return fault instanceof WebApplicationException answered
        ? answered.getResponse().getStatus()
        : 0;
  }

  private static boolean neverSent(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
        return true;
      }
    }
    return false;
  }

  /** The class alone: a message may hold an address with a token in it. */
  private static String kind(Throwable fault) {
    return fault.getClass().getSimpleName();
  }

  private static Duration retryAfter(WebApplicationException fault) {
    String header = fault.getResponse().getHeaderString(HttpHeaders.RETRY_AFTER);
    try {
      return header == null ? DEFAULT_WAIT : Duration.ofSeconds(Long.parseLong(header.strip()));
    } catch (NumberFormatException e) {
      return DEFAULT_WAIT;
    }
  }
}
