package dev.ramal.kit.consuming;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What of one set waits where it is, because somebody holds rows of it while no more keys can be
 * {@linkplain HeldRecords held} aside; behind it, in its order, whatever else of the set comes of
 * its keys. Only the set's own steps use it, one after the other.
 */
final class LockedOut {
  /** More at one moment are not rows of somebody, but the database: what is left is not divided. */
  private static final int MOST_KEYS = 8;

  private final Set<String> keys = new HashSet<>();
  private List<List<Delivery>> parts = new ArrayList<>();
  private Throwable why;

  boolean isEmpty() {
    return parts.isEmpty();
  }

  /** Whether it is of use to find out whose rows the next ones are. */
  boolean hasRoom() {
    return keys.size() < MOST_KEYS;
  }

  /** Those of no key that waits; the others wait as well. */
  List<Delivery> pass(List<Delivery> set) {
    if (keys.isEmpty()) {
      return set;
    }
    List<Delivery> free = new ArrayList<>(set.size());
    List<Delivery> behind = new ArrayList<>();
    set.forEach(delivery -> (keys.contains(delivery.key()) ? behind : free).add(delivery));
    if (!behind.isEmpty()) {
      parts.add(behind);
    }
    return free;
  }

  /**
   * @param part that waits
   * @param failure how it was locked out
   */
  void add(List<Delivery> part, Throwable failure) {
    parts.add(part);
    part.forEach(delivery -> keys.add(delivery.key()));
    why = failure;
  }

  /** The parts, in an order that keeps that of each key; none of them waits any more. */
  List<List<Delivery>> take() {
    List<List<Delivery>> taken = parts;
    parts = new ArrayList<>();
    keys.clear();
    return taken;
  }

  /** Of the last that was added. */
  Throwable why() {
    return why;
  }
}
