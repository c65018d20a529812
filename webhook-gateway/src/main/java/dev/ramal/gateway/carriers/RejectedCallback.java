package dev.ramal.gateway.carriers;

/**
 * A request is not taken. The one exception that verifying, reading and translating a callback may
 * throw. Carries no stack trace: refusals come in floods.
 */
public final class RejectedCallback extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final CallbackOutcome outcome;
  private final String field;

  public RejectedCallback(CallbackOutcome outcome, String detail) {
    this(outcome, null, detail);
  }

  private RejectedCallback(CallbackOutcome outcome, String field, String detail) {
    super(detail, null, false, false);
    this.outcome = outcome;
    this.field = field;
  }

  /**
   * A body that cannot be what the carrier meant to send.
   *
   * @param field the field at fault; null when the body as a whole is
   * @param detail what is wrong with it, without repeating its value
   */
  public static RejectedCallback malformed(String field, String detail) {
    return new RejectedCallback(CallbackOutcome.MALFORMED, field, detail);
  }

  public static RejectedCallback missing(String field) {
    return malformed(field, "the carrier always sends " + field + "; it is missing");
  }

  /**
   * A genuine callback that is not of the connection it was sent to. Keys are shared within a
   * carrier account, so a signature alone does not bind a callback to an organization.
   *
   * @param field the field that names the owner; null when none does
   */
  public static RejectedCallback foreign(String field, String detail) {
    return new RejectedCallback(CallbackOutcome.WRONG_ACCOUNT, field, detail);
  }

  public CallbackOutcome outcome() {
    return outcome;
  }

  /** The field at fault; null when none is. */
  public String field() {
    return field;
  }
}
