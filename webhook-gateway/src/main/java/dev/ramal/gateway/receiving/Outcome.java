package dev.ramal.gateway.receiving;

import java.util.Locale;

/** How a request ended: the codes of this service and the names in its metrics. */
public enum Outcome {
  ACCEPTED(204, null, "accepted"),
  UNINTERESTING(204, null, "uninteresting"),
  QUARANTINED(204, null, "quarantined"),
  INSTRUCTED(200, null, "instructed"),
  FELL_BACK(200, null, "fallback"),

  NO_SUCH_CALLBACK(404, "GATEWAY-0001", "There is no such callback"),
  UNKNOWN_CONNECTION(404, "GATEWAY-0002", "Unknown connection"),
  NOT_POSTED(405, "GATEWAY-0003", "Callbacks are posted"),
  TOO_LARGE(413, "GATEWAY-0004", "The body is too large"),
  WRONG_TYPE(415, "GATEWAY-0005", "Not a media type of this carrier"),
  UNSIGNED(403, "GATEWAY-0006", "The callback is not signed"),
  FORGED(403, "GATEWAY-0007", "The signature is not the carrier's"),
  WRONG_ACCOUNT(403, "GATEWAY-0008", "The callback belongs to another account"),
  MALFORMED(400, "GATEWAY-0009", "The callback is malformed"),
  CATCHING_UP(503, "GATEWAY-0010", "Connections are still being read"),
  NOT_TAKEN(503, "GATEWAY-0011", "The callback could not be stored"),
  OVER_BUDGET(503, "GATEWAY-0012", "Too many callbacks of this organization"),
  BROKEN(500, "GATEWAY-0013", "Unexpected failure");

  private final int status;
  private final String code;
  private final String text;

  Outcome(int status, String code, String text) {
    this.status = status;
    this.code = code;
    this.text = text;
  }

  public int status() {
    return status;
  }

  /** Stable code of a problem; null when it is none. */
  public String code() {
    return code;
  }

  public String title() {
    return text;
  }

  /** Whether the carrier should come again. */
  public boolean isOurs() {
    return status >= 500;
  }

  String metric() {
    return code == null ? text : name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
