package dev.ramal.messaging.deadletters;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What failures have in common: kind, cause, type and version of the service. What is different
 * with each record, numbers and ids, is left out of the cause.
 */
final class Fingerprint {
  private static final Pattern OWN_TO_A_RECORD =
      Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|[0-9a-f]{24,}|[0-9]+");
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final int LONGEST_CAUSE = 200;
  private static final int BYTES = 6;

  private Fingerprint() {}

  /** Twelve hexadecimal digits; the same wherever it is asked for. */
  static String of(String kind, String cause, String type, String version) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(
                  String.join("\n", kind, cause, type == null ? "" : type, version)
                      .getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * What was wrong, as it was with others too.
   *
   * @param code of a malformed record; null for others
   * @param detail for a person; may be null
   * @param exception class and message of what was thrown; null when nothing was
   */
  static String cause(String code, String detail, String exception) {
    String said = exception == null ? general(detail) : general(exception);
    return code == null ? said : said.isEmpty() ? code : code + ": " + said;
  }

  private static String general(String text) {
    if (text == null) {
      return "";
    }
    String same = OWN_TO_A_RECORD.matcher(text).replaceAll("#");
    String line = SPACE.matcher(same).replaceAll(" ").strip();
    return line.length() <= LONGEST_CAUSE ? line : line.substring(0, LONGEST_CAUSE);
  }
}
