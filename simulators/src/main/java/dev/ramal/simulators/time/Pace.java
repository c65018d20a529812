package dev.ramal.simulators.time;

/**
 * How fast scripted steps happen.
 *
 * @param kind accelerated (a real clock times {@code factor}), manual (time moves only when told)
 *     or instant (time jumps to the next step as soon as no exchange with the application is under
 *     way)
 * @param factor simulated seconds per real second while scripted steps are pending; used only when
 *     accelerated
 */
public record Pace(Kind kind, double factor) {

  /** The three ways time can pass. */
  public enum Kind {
    ACCELERATED,
    MANUAL,
    INSTANT
  }

  public Pace {
    if (kind == Kind.ACCELERATED && !(factor > 0)) {
      throw new IllegalArgumentException("the acceleration factor must be greater than zero");
    }
  }

  /** Simulated time runs {@code factor} times faster than real time while steps are pending. */
  public static Pace accelerated(double factor) {
    return new Pace(Kind.ACCELERATED, factor);
  }

  /** Nothing happens until time is advanced by hand; the clock itself runs like the real one. */
  public static Pace manual() {
    return new Pace(Kind.MANUAL, 0);
  }

  /** Each step happens as soon as the exchanges caused by the one before have ended. */
  public static Pace instant() {
    return new Pace(Kind.INSTANT, 0);
  }
}
