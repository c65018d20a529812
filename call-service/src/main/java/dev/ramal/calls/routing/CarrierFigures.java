package dev.ramal.calls.routing;

import java.util.OptionalInt;

/**
 * How a carrier did of late, for one organization.
 *
 * @param dials legs that it was told to dial
 * @param refused of them, those that it refused for a reason of its own
 * @param unclear of them, those that it did not answer clearly, or that never reached it
 * @param answerMillis how long it took to say yes, all together
 * @param ended calls that ended
 * @param answered of them, those that the other side picked up
 * @param failed of them, those that failed
 */
record CarrierFigures(
    int dials, int refused, int unclear, long answerMillis, int ended, int answered, int failed) {
  static final CarrierFigures NONE = new CarrierFigures(0, 0, 0, 0, 0, 0, 0);

  private static final int ENOUGH_DIALS = 10;
  private static final int ENOUGH_CALLS = 20;

  /** Shares are compared in steps of five percent: less is chance. */
  private static final int STEPS = 20;

  CarrierFigures plus(CarrierFigures other) {
    return new CarrierFigures(
        dials + other.dials,
        refused + other.refused,
        unclear + other.unclear,
        answerMillis + other.answerMillis,
        ended + other.ended,
        answered + other.answered,
        failed + other.failed);
  }

  /** Whether half of what it was asked for failed. */
  boolean isFailing() {
    return dials >= ENOUGH_DIALS && 2 * (refused + unclear) >= dials
        || ended >= ENOUGH_CALLS && 2 * failed >= ended;
  }

  /** Empty while too few calls ended to say anything. */
  OptionalInt answeredInSteps() {
    return ended < ENOUGH_CALLS
        ? OptionalInt.empty()
        : OptionalInt.of((2 * STEPS * answered + ended) / (2 * ended));
  }

  /** Null while it took nothing. */
  Long meanAnswerMillis() {
    int taken = dials - refused - unclear;
    return taken <= 0 ? null : answerMillis / taken;
  }
}
