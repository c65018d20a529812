package dev.ramal.sandbox.story;

/** A step did not hold. The message says what was expected and what was found. */
public final class StepFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StepFailure(String message) {
    super(message);
  }

  public StepFailure(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * @throws StepFailure unless it holds
   */
  public static void unless(boolean holds, String message, Object... arguments) {
    if (!holds) {
      throw new StepFailure(message.formatted(arguments));
    }
  }
}
