package dev.ramal.crm.port;

/**
 * A name that people typed into a CRM, as it is kept and shown. Pure. A control character is a
 * space, as Postgres takes no U+0000 and a person reads one line.
 */
final class CrmText {
  /** Code points. */
  static final int LONGEST = 200;

  private CrmText() {}

  /** Null for what is missing or blank; what is longer is cut. */
  static String shown(String typed) {
    if (typed == null) {
      return null;
    }
    String shown =
        typed
            .codePoints()
            .map(one -> Character.isISOControl(one) ? ' ' : one)
            .dropWhile(Character::isWhitespace)
            .limit(LONGEST)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
            .strip();
    return shown.isEmpty() ? null : shown;
  }
}
