package dev.ramal.kit.problem;

import java.time.Duration;

/** Carries a problem document to the caller. */
public class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final Duration retryAfter;

  public ProblemException(Problem problem) {
    this(problem, null, null);
  }

  /**
   * @param cause for the log only; the caller never sees it
   */
  public ProblemException(Problem problem, Throwable cause) {
    this(problem, cause, null);
  }

  ProblemException(Problem problem, Throwable cause, Duration retryAfter) {
    super(problem.code() + " " + problem.title(), cause);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  public Problem problem() {
    return problem;
  }

  /** When the caller may try again; null when that would not help. */
  Duration retryAfter() {
    return retryAfter;
  }
}
