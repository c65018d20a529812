package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * The organization that owns a row, a key, an event.
 *
 * @param value lower-case letters, digits and dashes, 1 to 63 characters
 */
public record TenantId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  /** Whose is what concerns no organization; the operator's people read it. */
  public static final TenantId OPERATOR = new TenantId("operator");

  @JsonCreator
  public TenantId {
    if (!isValid(value)) {
      throw new IllegalArgumentException(
          "an organization id is 1 to 63 lower-case letters, digits or dashes");
    }
  }

  /** Whether the text has the form of an organization's id. */
  public static boolean isValid(String text) {
    return text != null && FORM.matcher(text).matches();
  }

  public static TenantId of(String value) {
    return new TenantId(value);
  }

  @JsonValue
  @Override
  public String value() {
    return value;
  }

  @Override
  public String toString() {
    return value;
  }
}
