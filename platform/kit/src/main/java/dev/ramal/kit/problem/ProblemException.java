package dev.ramal.kit.problem;

/** Carries a problem document to the caller. */
public class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    this(problem, null);
  }

  /**
   * @param cause for the log only; the caller never sees it
   */
  public ProblemException(Problem problem, Throwable cause) {
    super(problem.code() + " " + problem.title(), cause);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}
