package dev.ramal.sandbox.story.steps;

/** The person who is called, known to the simulated CRM with an open deal. */
public final class Lead {
  public static final String PHONE = "+5511987654321";

  /** Talks so long that 30/6 makes 42 billed seconds of it. */
  static final int TALK_SECONDS = 37;

  static final int BILLED_AT_LEAST = 30;
  static final int BILLED_IN_STEPS_OF = 6;
  static final int BILLED_SECONDS = 42;

  private Lead() {}
}
