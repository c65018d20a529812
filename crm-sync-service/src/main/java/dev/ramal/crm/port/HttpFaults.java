package dev.ramal.crm.port;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/** What a failed HTTP request to a CRM means, unless that CRM says otherwise. */
public final class HttpFaults {
  private static final int UNAUTHORIZED = 401;
  private static final int TOOK_TOO_LONG = 408;
  private static final int TOO_MANY = 429;

  private HttpFaults() {}

  /**
   * @param writing whether the request could have changed something; then a fault after it was sent
   *     leaves the outcome unknown
   * @param usualWait where the CRM asks to wait and does not say how long
   */
  public static CrmFault of(Throwable fault, boolean writing, Duration usualWait) {
    if (fault instanceof CrmFault known) {
      return known;
    }
    int status = status(fault);
    if (status == UNAUTHORIZED) {
      return new CrmFault.TokenRefused();
    }
    if (status == TOO_MANY) {
      return new CrmFault.Throttled(retryAfter(fault).orElse(usualWait));
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

  /** 0 where there was no answer. */
  public static int status(Throwable fault) {
    return fault instanceof WebApplicationException answered
        ? answered.getResponse().getStatus()
        : 0;
  }

  /** How long the CRM asks to wait, in whole seconds; empty where it does not say. */
  public static Optional<Duration> retryAfter(Throwable fault) {
    String header =
        fault instanceof WebApplicationException answered
            ? answered.getResponse().getHeaderString(HttpHeaders.RETRY_AFTER)
            : null;
    try {
      return Optional.ofNullable(header)
          .map(text -> Duration.ofSeconds(Long.parseLong(text.strip())));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
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
}
