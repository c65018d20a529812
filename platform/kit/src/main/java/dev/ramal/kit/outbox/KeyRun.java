package dev.ramal.kit.outbox;

import java.util.List;
import java.util.function.Consumer;

/**
 * Rows of one key on their way to the broker, in order. The relay's thread hands them over one
 * behind the other, the producer's thread answers; the run ends once, when all that was handed over
 * is answered.
 */
final class KeyRun {
  private final List<OutboxRow> rows;
  private final Consumer<KeyRun> whenEnded;
  private int handed;
  private int answered;
  private int acknowledged;
  private boolean closed;
  private boolean stopped;
  private Refusal refusal;

  /**
   * @param ofTopic whether it tells of the topic as a whole, not of the row
   */
  record Refusal(OutboxRow row, Throwable why, boolean ofTopic) {}

  KeyRun(List<OutboxRow> rows, Consumer<KeyRun> whenEnded) {
    this.rows = rows;
    this.whenEnded = whenEnded;
  }

  String key() {
    return rows.get(0).key();
  }

  int partition() {
    return rows.get(0).partition();
  }

  /** The next row; null when there is none, or when one before it was not taken. */
  synchronized OutboxRow next() {
    return stopped || handed == rows.size() ? null : rows.get(handed++);
  }

  /** Nothing more is handed over. */
  void close() {
    boolean ended;
    synchronized (this) {
      closed = true;
      ended = answered == handed;
    }
    if (ended) {
      whenEnded.accept(this);
    }
  }

  void taken() {
    answer(false, null);
  }

  /** A row did not leave, for no reason of its own. */
  void calledBack() {
    answer(true, null);
  }

  /**
   * @return whether rows behind this one are on their way, and must be called back before they
   *     overtake it
   */
  boolean refused(Refusal given) {
    return answer(true, given);
  }

  private boolean answer(boolean stops, Refusal given) {
    boolean ended;
    boolean overtaken;
    synchronized (this) {
      answered++;
      if (!stopped && !stops) {
        acknowledged++;
      }
      if (!stopped && stops) {
        stopped = true;
        refusal = given;
      }
      overtaken = given != null && given == refusal && answered < handed;
      ended = closed && answered == handed;
    }
    if (ended) {
      whenEnded.accept(this);
    }
    return overtaken;
  }

  /** Those before the first that was not taken. */
  synchronized List<OutboxRow> acknowledged() {
    return rows.subList(0, acknowledged);
  }

  /** Why the run stopped; null when all went well, or when it was called back. */
  synchronized Refusal refusal() {
    return refusal;
  }

  /** Whether rows are left that nothing speaks against. */
  synchronized boolean isCutShort() {
    return refusal == null && acknowledged < rows.size();
  }
}
