package dev.ramal.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/**
 * A telephone number as ITU-T E.164 writes it: a plus sign, then 7 to 15 digits.
 *
 * @param value with the plus sign
 */
public record E164(String value) {
  /** The form as a regular expression, for annotations that want one. */
  public static final String REGEX = "\\+[1-9][0-9]{6,14}";

  private static final Pattern FORM = Pattern.compile(REGEX);

  @JsonCreator
  public E164 {
    if (value == null || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a number is written in E.164: a plus sign and 7 to 15 digits, as in +5511987654321");
    }
  }

  public static E164 of(String value) {
    return new E164(value);
  }

  /** Whether the text has the form of an E.164 number. */
  public static boolean isValid(String text) {
    return text != null && FORM.matcher(text).matches();
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
