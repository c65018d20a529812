package dev.ramal.kit.failure;

/** Carries a failure out of a use case. Throwing it rolls the record's transaction back. */
public class FailureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  public FailureException(Failure failure) {
    super(
        failure.kind() + ": " + failure.detail(),
        failure instanceof Failure.Transient trouble ? trouble.cause() : null);
    this.failure = failure;
  }

  public Failure failure() {
    return failure;
  }

  /** The failure within: a failure of unknown kind is {@link Failure.Transient}. */
  public static Failure of(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof FailureException known) {
        return known.failure();
      }
    }
    String text = thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
    return new Failure.Transient(text, thrown);
  }
}
