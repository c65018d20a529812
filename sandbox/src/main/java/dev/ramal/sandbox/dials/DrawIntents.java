package dev.ramal.sandbox.dials;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Intents and their troubles, the same again for the same seed. */
final class DrawIntents {
  /** No number ends as one to which the stand-ins give a meaning. */
  private static final int FIRST_NUMBER = 1_020_000;

  /** More numbers do not end so. */
  static final int MOST = 70_000;

  private static final DialTrouble[] TROUBLES = DialTrouble.values();
  private static final NewsTrouble[] NEWS = NewsTrouble.values();

  private DrawIntents() {}

  /**
   * @param run stands in every key, so that no answer of an earlier run is given
   */
  static List<DialIntent> draw(int count, long seed, String run) {
    Random random = new Random(seed);
    List<DialIntent> intents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      intents.add(
          new DialIntent(
              i,
              Team.values()[i % 2],
              run + "-" + i,
              "+551196" + (FIRST_NUMBER + i),
              "dials%05d".formatted(i),
              random.nextInt(100) < 30
                  ? TROUBLES[1 + random.nextInt(TROUBLES.length - 1)]
                  : DialTrouble.NONE,
              random.nextBoolean(),
              random.nextInt(100) < 15
                  ? NEWS[1 + random.nextInt(NEWS.length - 1)]
                  : NewsTrouble.NONE,
              random.nextInt(100) < 10,
              outcome(random.nextInt(100))));
    }
    return intents;
  }

  private static String outcome(int of100) {
    if (of100 < 85) {
      return "answer";
    }
    return of100 < 90 ? "busy" : of100 < 95 ? "no-answer" : "failed";
  }
}
