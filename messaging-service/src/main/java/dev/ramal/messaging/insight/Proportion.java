package dev.ramal.messaging.insight;

/**
 * How many of how many.
 *
 * <p>Sources: E. B. Wilson, Probable inference, JASA 22 (1927), the score interval; R. G. Newcombe,
 * Interval estimation for the difference between independent proportions, Statistics in Medicine 17
 * (1998), method 10, for the difference of two.
 */
record Proportion(long successes, long trials) {
  /** Two-sided 95 of 100. */
  static final double Z_95 = 1.959963984540054;

  /** Between 0 and 1; of a difference between -1 and 1. */
  record Interval(double low, double high) {}

  /** NaN without trials. */
  double share() {
    return (double) successes / trials;
  }

  /** The whole line without trials: nothing is known. */
  Interval wilson(double z) {
    if (trials == 0) {
      return new Interval(0, 1);
    }
    double n = trials;
    double share = share();
    double centre = share + z * z / (2 * n);
    double half = z * Math.sqrt(share * (1 - share) / n + z * z / (4 * n * n));
    double whole = 1 + z * z / n;
    return new Interval(Math.max(0, (centre - half) / whole), Math.min(1, (centre + half) / whole));
  }

  /** Of this share less the other. */
  Interval difference(Proportion other, double z) {
    if (trials == 0 || other.trials == 0) {
      return new Interval(-1, 1);
    }
    double difference = share() - other.share();
    Interval mine = wilson(z);
    Interval others = other.wilson(z);
    double down = Math.hypot(share() - mine.low(), others.high() - other.share());
    double up = Math.hypot(mine.high() - share(), other.share() - others.low());
    return new Interval(difference - down, difference + up);
  }
}
