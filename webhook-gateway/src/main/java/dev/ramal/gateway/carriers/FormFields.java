package dev.ramal.gateway.carriers;

import dev.ramal.gateway.verification.FormBody;
import dev.ramal.gateway.verification.MalformedCallback;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Typed reading of form fields. What is optional and unreadable counts as not said. */
public record FormFields(FormBody form) {

  public String text(String name) {
    return form.text(name);
  }

  /**
   * @throws MalformedCallback when the field is absent or empty
   */
  public String required(String name) {
    String value = form.text(name);
    if (value == null) {
      throw MalformedCallback.missing(name);
    }
    return value;
  }

  public boolean has(String name) {
    return form.text(name) != null;
  }

  /** A whole number from 0; else null. */
  public Integer number(String name) {
    return Numbers.wholeOrNull(form.text(name));
  }

  public Boolean flag(String name) {
    String value = form.text(name);
    return "true".equals(value) ? Boolean.TRUE : "false".equals(value) ? Boolean.FALSE : null;
  }

  /** RFC 2822 as Twilio writes it, or RFC 3339 as TeXML does; else null. */
  public Instant time(String name) {
    String value = form.text(name);
    if (value == null) {
      return null;
    }
    try {
      return Character.isDigit(value.charAt(0))
          ? OffsetDateTime.parse(value).toInstant()
          : Rfc2822.parse(value);
    } catch (DateTimeException e) {
      return null;
    }
  }

  public Instant timeOr(String name, Instant otherwise) {
    Instant time = time(name);
    return time == null ? otherwise : time;
  }
}
