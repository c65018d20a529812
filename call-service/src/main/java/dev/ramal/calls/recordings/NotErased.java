package dev.ramal.calls.recordings;

import dev.ramal.kit.jobs.Outcome;

/** Something that is to go is there still: whoever erases it repeats it. */
public final class NotErased extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Outcome<?> outcome;

  /**
   * @param outcome what whoever keeps it said instead
   */
  public NotErased(Outcome<?> outcome) {
    super("not erased: " + outcome);
    this.outcome = outcome;
  }

  /** For the job: too fast stays too fast, so that its account pauses; all else is repeated. */
  public static <R> Outcome<R> because(Throwable failure) {
    return failure instanceof NotErased not && not.outcome instanceof Outcome.Throttled<?> fast
        ? new Outcome.Throttled<>(fast.retryAfter(), fast.reason())
        : new Outcome.NotTaken<>(failure.getClass().getSimpleName());
  }
}
