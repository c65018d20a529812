package dev.ramal.gateway.carriers;

/**
 * A callback whose body cannot be what the carrier meant to send. The one exception that reading
 * and translating a callback may throw.
 */
public final class MalformedCallback extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * @param field the field at fault; null when the body as a whole is
   * @param detail what is wrong with it, without repeating its value
   */
  public MalformedCallback(String field, String detail) {
    super(detail, null, false, false);
    this.field = field;
  }

  public static MalformedCallback missing(String field) {
    return new MalformedCallback(field, "the carrier always sends " + field + "; it is missing");
  }

  /** The field at fault; null when the body as a whole is. */
  public String field() {
    return field;
  }
}
