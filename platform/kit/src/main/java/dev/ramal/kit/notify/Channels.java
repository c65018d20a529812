package dev.ramal.kit.notify;

/**
 * Names under which Postgres notifies. Statements and triggers of applied migrations use them, so a
 * name never changes. A service's own channels stand with their owner.
 */
public final class Channels {
  /** Rows were added to {@code outbox}. */
  public static final String OUTBOX = "kit_outbox";

  /** Jobs were added, or may be sent again; the payload is the queue, empty for all. */
  public static final String JOBS = "kit_jobs";

  private Channels() {}
}
