package dev.ramal.gateway.carriers;

/** How a request ended: the codes of this service and the names in its metrics. */
public enum CallbackOutcome {
  ACCEPTED("accepted", 204),

  /** Taken as well, on the topic of those who send more than their share. */
  BULK("bulk", 204),
  IGNORED("uninteresting", 204),
  QUARANTINED("quarantined", 204),
  INSTRUCTED("instructed", 200),
  FELL_BACK("fallback", 200),

  NO_SUCH_CALLBACK("no-such-callback", 404, "GATEWAY-0001", "There is no such callback"),
  UNKNOWN_CONNECTION("unknown-connection", 404, "GATEWAY-0002", "Unknown connection"),
  NOT_POSTED("not-posted", 405, "GATEWAY-0003", "Callbacks are posted"),
  TOO_LARGE("too-large", 413, "GATEWAY-0004", "The body is too large"),
  WRONG_TYPE("wrong-type", 415, "GATEWAY-0005", "Not a media type of this carrier"),
  UNSIGNED("unsigned", 403, "GATEWAY-0006", "The callback is not signed"),
  FORGED("forged", 403, "GATEWAY-0007", "The signature is not the carrier's"),
  WRONG_ACCOUNT("wrong-account", 403, "GATEWAY-0008", "The callback belongs to another account"),
  MALFORMED("malformed", 400, "GATEWAY-0009", "The callback is malformed"),
  CATCHING_UP("catching-up", 503, "GATEWAY-0010", "Connections are still being read"),
  NOT_TAKEN("not-taken", 503, "GATEWAY-0011", "The callback could not be stored"),
  RATE_LIMITED("over-budget", 503, "GATEWAY-0012", "Too many callbacks of this organization"),
  BROKEN("broken", 500, "GATEWAY-0013", "Unexpected failure");

  private final String metric;
  private final int status;
  private final String code;
  private final String title;

  CallbackOutcome(String metric, int status) {
    this(metric, status, null, null);
  }

  CallbackOutcome(String metric, int status, String code, String title) {
    this.metric = metric;
    this.status = status;
    this.code = code;
    this.title = title;
  }

  public int status() {
    return status;
  }

  /** Stable code of a problem; null when it is none. */
  public String code() {
    return code;
  }

  public String title() {
    return title;
  }

  /** Whether the carrier should come again. */
  public boolean isOurs() {
    return status >= 500;
  }

  public String metric() {
    return metric;
  }
}
