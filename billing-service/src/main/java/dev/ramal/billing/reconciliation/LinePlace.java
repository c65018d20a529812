package dev.ramal.billing.reconciliation;

import dev.ramal.kit.paging.Cursor;
import java.time.Instant;

/** A place among the lines of a comparison: they have an order of their own and no time. */
final class LinePlace {
  private LinePlace() {}

  static Cursor cursor(long place) {
    return new Cursor(Instant.EPOCH, String.valueOf(place));
  }

  /**
   * @param cursor null at the beginning
   */
  static long behind(Cursor cursor) {
    try {
      return cursor == null ? 0 : Long.parseLong(cursor.id());
    } catch (NumberFormatException e) {
      throw Cursor.unknown();
    }
  }
}
