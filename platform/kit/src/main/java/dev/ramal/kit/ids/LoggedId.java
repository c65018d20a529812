package dev.ramal.kit.ids;

import java.util.regex.Pattern;

/** An id as a line of the log may hold it: nothing that breaks the line, nothing without end. */
public final class LoggedId {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

  private LoggedId() {}

  public static boolean fits(String id) {
    return id != null && FORM.matcher(id).matches();
  }

  /** The id, or {@code -} for none and for what others wrote in its place. */
  public static String of(String id) {
    return fits(id) ? id : "-";
  }
}
