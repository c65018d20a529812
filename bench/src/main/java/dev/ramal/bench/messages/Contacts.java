package dev.ramal.bench.messages;

import java.util.concurrent.atomic.AtomicInteger;

/** Mobiles of São Paulo that are written to once each: one contact takes ten messages a minute. */
final class Contacts {
  private static final int FIRST = 80_000_000;
  private static final AtomicInteger TAKEN = new AtomicInteger();

  private Contacts() {}

  /**
   * Takes so many that nobody has taken.
   *
   * @return the first of them
   */
  static int take(int count) {
    return FIRST + TAKEN.getAndAdd(count);
  }

  static String number(int contact) {
    return "+55119%08d".formatted(contact);
  }
}
