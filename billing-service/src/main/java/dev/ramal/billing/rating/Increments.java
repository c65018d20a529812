package dev.ramal.billing.rating;

/**
 * How a counted quantity becomes a billed one. Written in the trade as {@code minimum/increment}:
 * Brazilian retail voice is commonly 30/6, a minimum of 30 seconds, then steps of 6.
 *
 * <p>At or under the grace nothing is billed; above it all of it is.
 *
 * @param minimum smallest billed quantity, 0 for none
 * @param increment step above the minimum, at least 1
 * @param grace largest quantity that is free
 */
public record Increments(long minimum, long increment, long grace) {
  /** One unit is one unit: messages, numbers, months. */
  public static final Increments EACH = new Increments(0, 1, 0);

  public Increments {
    if (minimum < 0 || grace < 0) {
      throw new IllegalArgumentException("minimum and grace are never negative");
    }
    if (increment < 1) {
      throw new IllegalArgumentException("an increment is at least 1: " + increment);
    }
  }

  public static Increments of(long minimum, long increment) {
    return new Increments(minimum, increment, 0);
  }

  /** The billed quantity: never less than the counted one, unless the grace makes it nothing. */
  public long billed(long quantity) {
    if (quantity <= grace) {
      return 0;
    }
    if (quantity <= minimum) {
      return minimum;
    }
    long steps = Math.addExact(quantity - minimum, increment - 1) / increment;
    return Math.addExact(minimum, Math.multiplyExact(steps, increment));
  }

  @Override
  public String toString() {
    return minimum + "/" + increment;
  }
}
