package dev.ramal.kit.logging;

/**
 * The dictionary of log keys. A message says what happened, the keys say to which; never a phone
 * number in clear, a body or a token.
 */
public final class LogKeys {
  public static final String TENANT = "tenant";
  public static final String CALL = "call";
  public static final String MESSAGE = "message";
  public static final String EVENT = "event";
  public static final String TOPIC = "topic";
  public static final String FAILURE = "failure";

  private LogKeys() {}

  /** A number for logs: country code and the last two digits stay, the rest is hidden. */
  public static String masked(String number) {
    if (number == null || number.length() < 6) {
      return "***";
    }
    return number.substring(0, 3) + "***" + number.substring(number.length() - 2);
  }
}
