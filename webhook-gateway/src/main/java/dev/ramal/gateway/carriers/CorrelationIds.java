package dev.ramal.gateway.carriers;

import java.util.regex.Pattern;

/** Our own ids as they come back from a carrier. */
public final class CorrelationIds {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");

  private CorrelationIds() {}

  /** The id, or null when the text cannot be one of ours: it becomes part of a Kafka key. */
  public static String orNull(String text) {
    return text != null && FORM.matcher(text).matches() ? text : null;
  }
}
