package dev.ramal.kit.ids;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/**
 * UUID version 7 (RFC 9562): sorts by creation time. Within one millisecond of one process the
 * twelve bits after the version count up, so ids made here never go backwards.
 */
public final class UuidV7 {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int COUNTER_LIMIT = 1 << 12;

  private static long lastMillis;
  private static int counter;

  private UuidV7() {}

  /** A new id; greater than every id made before in this process. */
  public static UUID next() {
    return next(Instant.now().toEpochMilli());
  }

  static synchronized UUID next(long millis) {
    if (millis > lastMillis) {
      lastMillis = millis;
      counter = RANDOM.nextInt(COUNTER_LIMIT / 2);
    } else if (++counter == COUNTER_LIMIT) {
      lastMillis++;
      counter = 0;
    }
    long high = lastMillis << 16 | 0x7000L | counter;
    long low = RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
