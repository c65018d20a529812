package dev.ramal.messaging.sending;

/** Words of this room that rest in rows, for the test that keeps them. */
public final class RestingWords {
  private RestingWords() {}

  public static Record ofSubmission() {
    return new Submission(true, "m");
  }

  public static String ofFallbacks() {
    return SmsFallback.QUEUE + " " + SmsFallback.KIND;
  }
}
