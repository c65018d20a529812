package dev.ramal.kit.outbox;

/** The key space of an outbox, cut so that several relays can share the work. */
final class KeyPartitions {
  static final int COUNT = 16;

  private KeyPartitions() {}

  /** Stable for ever: rows keep the number they were written with. */
  static int of(String key) {
    return Math.floorMod(key.hashCode(), COUNT);
  }

  /** How many partitions one of so many relays should hold. */
  static int fairShare(int relays) {
    return (COUNT + Math.max(1, relays) - 1) / Math.max(1, relays);
  }
}
