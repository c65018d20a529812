package dev.ramal.calls.call;

import java.util.regex.Pattern;

/**
 * Our id of a call: a UUID (version 7 when we made it). It travels to the carrier and comes back
 * signed.
 */
public record CallId(String value) {
  private static final Pattern FORM =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  public CallId {
    if (!isValid(value)) {
      throw new IllegalArgumentException("a call id is a lower-case UUID");
    }
  }

  public static CallId of(String value) {
    return new CallId(value);
  }

  public static boolean isValid(String text) {
    return text != null && FORM.matcher(text).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
