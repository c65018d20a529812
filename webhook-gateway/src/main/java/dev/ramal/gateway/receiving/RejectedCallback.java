package dev.ramal.gateway.receiving;

/** A request is not taken. Carries no stack trace: refusals come in floods. */
public final class RejectedCallback extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final CallbackOutcome outcome;
  private final String field;

  public RejectedCallback(CallbackOutcome outcome, String detail) {
    this(outcome, null, detail);
  }

  /**
   * @param field the field at fault; null when none is
   */
  public RejectedCallback(CallbackOutcome outcome, String field, String detail) {
    super(detail, null, false, false);
    this.outcome = outcome;
    this.field = field;
  }

  public CallbackOutcome outcome() {
    return outcome;
  }

  public String field() {
    return field;
  }
}
