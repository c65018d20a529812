package dev.ramal.gateway.carriers;

/**
 * A genuine callback that is not of the connection it was sent to. Keys are shared within a carrier
 * account, so a signature alone does not bind a callback to an organization.
 */
public final class ForeignCallback extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * @param field the field that names the owner; null when none does
   */
  public ForeignCallback(String field, String detail) {
    super(detail, null, false, false);
    this.field = field;
  }

  /** The field that names the owner; null when none does. */
  public String field() {
    return field;
  }
}
